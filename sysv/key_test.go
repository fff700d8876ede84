package sysv

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

var keyTexts = []struct {
	text string
	want Key
	ok   bool
}{
	{"0", 0, true},
	{"0x6009", 0x6009, true},
	{"0X6009", 0x6009, true},
	{" 24585 ", 0x6009, true},
	{"060011", 0x6009, true},
	{"-1", -1, true},
	{"4294967295", -1, true},
	{"0xffffffff", -1, true},
	{"-2147483648", -1 << 31, true},
	{"-0x80000000", -1 << 31, true},
	{"2147483648", -1 << 31, true},
	{"-2147483649", 0, false},
	{"4294967296", 0, false},
	{"", 0, false},
	{"-", 0, false},
	{"--1", 0, false},
	{"0x", 0, false},
	{"09", 0, false},
	{"1_0", 0, false},
	{"0b1", 0, false},
	{"key", 0, false},
	{"1 2", 0, false},
}

func TestParseKey(t *testing.T) {
	for _, tc := range keyTexts {
		got, err := ParseKey(tc.text)
		if got != tc.want || (err == nil) != tc.ok {
			t.Errorf("%q: %v, %v", tc.text, got, err)
		}
	}
}

func FuzzParseKey(f *testing.F) {
	for _, tc := range keyTexts {
		f.Add(tc.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		key, err := ParseKey(text)
		if err != nil {
			if key != 0 {
				t.Errorf("%v, %v", key, err)
			}
			return
		}
		if again, err := ParseKey(key.String()); again != key || err != nil {
			t.Errorf("%v printed and read is %v, %v", key, again, err)
		}
	})
}

func TestErrorText(t *testing.T) {
	for _, tc := range []struct {
		err  *Error
		want string
	}{
		{&Error{Op: "shmget", Object: Key(0x6009), Errno: EEXIST}, "shmget 0x00006009: file exists (EEXIST)"},
		{&Error{Op: "semop", Object: 7, Errno: EIDRM}, "semop 7: identifier removed (EIDRM)"},
		{&Error{Op: "ftok", Object: "/none", Errno: ENOENT}, "ftok /none: no such file or directory (ENOENT)"},
		{&Error{Op: "shmdt", Errno: EINVAL, Why: "not attached"}, "shmdt: not attached (EINVAL)"},
		{&Error{Op: "read", Object: 1, Errno: 99999}, "read 1: " + Errno(99999).Error() + " (errno 99999)"},
	} {
		if got := tc.err.Error(); got != tc.want || !errors.Is(tc.err, tc.err.Errno) {
			t.Errorf("%q, want %q", got, tc.want)
		}
	}
}

func TestFtokErrors(t *testing.T) {
	if _, _, errno := identity("."); errno == ENOSYS {
		t.Skip("files have no inode numbers here")
	}
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		path string
		want Errno
	}{
		{filepath.Join(dir, "none"), ENOENT},
		{"", ENOENT},
		{filepath.Join(file, "below"), ENOTDIR},
		{"a\x00b", EINVAL},
	} {
		_, err := Ftok(tc.path, 1)
		var e *Error
		if !errors.Is(err, tc.want) || !errors.As(err, &e) || e.Op != "ftok" || e.Object != tc.path {
			t.Errorf("%q: %v", tc.path, err)
		}
	}
}
