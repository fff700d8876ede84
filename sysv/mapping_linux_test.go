package sysv

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

func TestMapFile(t *testing.T) {
	f, err := os.Create(filepath.Join(t.TempDir(), "mapped"))
	if err != nil {
		t.Fatal(err)
	}
	const page = 64 << 10
	for i := range 2 {
		b, err := MapFile(f, int64(i*page), page)
		if err != nil || len(b) != page || !bytes.Equal(b[:4], make([]byte, 4)) {
			t.Fatal(err, len(b))
		}
		copy(b, "kept")
		if err := UnmapFile(b); err != nil {
			t.Error(err)
		}
	}
	text, err := os.ReadFile(f.Name())
	if err != nil || len(text) != 2*page || string(text[:4])+string(text[page:page+4]) != "keptkept" {
		t.Error(err, len(text))
	}
	f.Close()
	if _, err := MapFile(f, 0, page); err == nil {
		t.Error("a closed file was mapped")
	}
}
