package lua51

import (
	"os"
	"path/filepath"
	"testing"
)

// The programs under tests/lua5.1 print here what they print in lua5.1.
func TestPrograms(t *testing.T) {
	t.Setenv("TZ", "UTC")
	programs, err := filepath.Glob("../../tests/lua5.1/*.lua")
	if err != nil || len(programs) < 200 {
		t.Fatalf("%d programs: %v", len(programs), err)
	}
	for _, path := range programs {
		program, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(filepath.Base(path), func(t *testing.T) {
			agree(t, string(program))
		})
	}
}
