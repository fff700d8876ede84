package lab

import (
	"os"
	"path"
	"testing"

	"ipclua/sysv/sysvtest"
)

// TestLabs tries the labs: answers get full marks, in the simulator and on the real
// kernel, what students begin with does not, and each mutant is caught by the checks
// that its first line names.
func TestLabs(t *testing.T) {
	sysvtest.Need(t)
	needWorkers(t)
	c := Course{os.DirFS("../../scripts/labs")}
	names, err := c.Names()
	if err != nil || len(names) < 16 {
		t.Fatal(err, names)
	}
	for _, name := range names {
		l, err := c.Open(name)
		if err != nil {
			t.Error(err)
			continue
		}
		files, err := l.Trials()
		if err != nil {
			t.Fatal(err)
		}
		mutants := 0
		for _, file := range files {
			if path.Dir(file) == wrongDir {
				mutants++
			}
			t.Run(path.Join(name, file), func(t *testing.T) {
				t.Parallel()
				trial, err := l.Try(t.Context(), file, Options{Workers: 1, Brief: true})
				if err != nil || trial.Wrong != "" {
					t.Error(err, trial.Wrong)
				}
			})
		}
		if mutants < 4 {
			t.Errorf("%s has only %d mutants", name, mutants)
		}
	}
}
