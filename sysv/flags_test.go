package sysv

import (
	"strings"
	"testing"
)

var flagTexts = []struct {
	text string
	want int
	ok   bool
}{
	{"", 0, true},
	{"  ", 0, true},
	{"0", 0, true},
	{"0600", 0o600, true},
	{"600", 600, true},
	{"0x1b0", 0o660, true},
	{"IPC_CREAT", 0o1000, true},
	{"IPC_CREAT | IPC_EXCL | 0644", 0o3644, true},
	{"IPC_CREAT|IPC_CREAT|0666", 0o1666, true},
	{"\tSHM_RDONLY\n|SHM_RND ", 0o30000, true},
	{"0x7fffffff", 0x7fffffff, true},
	{"0x80000000", 0, false},
	{"99999999999999999999", 0, false},
	{"0o600", 0, false},
	{"0b1", 0, false},
	{"1_000", 0, false},
	{"0800", 0, false},
	{"0x", 0, false},
	{"-1", 0, false},
	{"+1", 0, false},
	{"|", 0, false},
	{"IPC_CREAT |", 0, false},
	{"| 0600", 0, false},
	{"IPC_CREAT || 0600", 0, false},
	{"IPC_CREAT + 0600", 0, false},
	{"IPC_CREAT 0600", 0, false},
	{"ipc_creat", 0, false},
	{"IPC_CREATE", 0, false},
}

func TestParseFlags(t *testing.T) {
	for _, tc := range flagTexts {
		got, err := ParseFlags(tc.text)
		if got != tc.want || (err == nil) != tc.ok {
			t.Errorf("%q: %#o, %v", tc.text, got, err)
		}
	}
}

func FuzzParseFlags(f *testing.F) {
	for _, tc := range flagTexts {
		f.Add(tc.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		n, err := ParseFlags(text)
		if n < 0 || n > 1<<31-1 || err != nil && n != 0 {
			t.Errorf("%d, %v", n, err)
		}
		if err != nil || strings.TrimSpace(text) == "" { // blank is 0 alone, but nothing beside a '|'
			return
		}
		if again, err := ParseFlags(text + " | 0 | 0x0"); again != n || err != nil {
			t.Errorf("%d with zeros is %d, %v", n, again, err)
		}
	})
}

func TestConstantsAreDistinct(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range Constants() {
		if n, ok := Lookup(c.Name); !ok || n != c.Value || seen[c.Name] {
			t.Errorf("%s: %d %v", c.Name, n, ok)
		}
		seen[c.Name] = true
	}
}
