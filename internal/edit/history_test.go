package edit

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

func TestHistory(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new", "history")
	h, err := OpenHistory(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range []string{"a", "b\nc\n", `d\n`, "a", " ", "", "é"} {
		if err := h.Add(e); err != nil {
			t.Fatal(err)
		}
	}
	want := []string{"b\nc", `d\n`, "a", "é"}
	again, err := OpenHistory(path)
	if err != nil || !slices.Equal(again.entries, want) || !slices.Equal(h.entries, want) {
		t.Errorf("%q, in the file %q, %v; want %q", h.entries, again.entries, err, want)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
}

// Several at once lose nothing and double nothing.
func TestHistoryShared(t *testing.T) {
	path := filepath.Join(t.TempDir(), "history")
	var all sync.WaitGroup
	for p := range 4 {
		all.Go(func() {
			h, _ := OpenHistory(path)
			for i := range 25 {
				for _, e := range []string{fmt.Sprint(p, " ", i), "the same"} {
					if err := h.Add(e); err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	all.Wait()
	h, err := OpenHistory(path)
	text, _ := os.ReadFile(path)
	if err != nil || len(h.entries) != 101 || strings.Count(string(text), "\n") != 101 {
		t.Errorf("%d entries, %d lines, %v", len(h.entries), strings.Count(string(text), "\n"), err)
	}
}

func TestHistoryIsCut(t *testing.T) {
	path := filepath.Join(t.TempDir(), "history")
	var text strings.Builder
	for i := range maxEntries {
		fmt.Fprintln(&text, i)
	}
	if err := os.WriteFile(path, []byte(text.String()+"cut off"), 0o600); err != nil {
		t.Fatal(err)
	}
	h, _ := OpenHistory(path)
	if err := h.Add("last"); err != nil {
		t.Fatal(err)
	}
	h, _ = OpenHistory(path)
	if n := len(h.entries); n != maxEntries || h.entries[0] != "2" || h.entries[n-2] != "cut off" || h.entries[n-1] != "last" {
		t.Errorf("%d entries from %q to %q", n, h.entries[0], h.entries[n-1])
	}
}

func TestHistoryLocked(t *testing.T) {
	path := filepath.Join(t.TempDir(), "history")
	f, err := os.Create(path)
	if err != nil || !lock(f) {
		t.Fatal(err)
	}
	defer f.Close()
	h, _ := OpenHistory(path)
	if err := h.Add("x"); err != errLocked || !slices.Equal(h.entries, []string{"x"}) {
		t.Errorf("%v, %q", err, h.entries)
	}
}
