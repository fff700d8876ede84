package check

import (
	"path/filepath"
	"testing"

	"ipclua/internal/explore"
)

// TestExamples checks the examples. Some cannot be checked alone.
func TestExamples(t *testing.T) {
	alone := map[string]string{
		"recall.lua":      "finds what remember.lua has left",
		"ftok-reader.lua": "waits for ftok-writer.lua",
		"struct.lua":      "runs a C program",
	}
	scripts, err := filepath.Glob("../../scripts/examples/*.lua")
	if err != nil || len(scripts) == 0 {
		t.Fatal("there are no examples")
	}
	for _, path := range scripts {
		name := filepath.Base(path)
		t.Run(name, func(t *testing.T) {
			if raceDetector && name == "lost.lua" {
				t.Skip("it takes long under the race detector")
			}
			if reason := alone[name]; reason != "" {
				t.Skip(reason)
			}
			r := load(t, path).Search(Options{Options: explore.Options{Schedules: 20, Seed: 1, Strategy: "auto"}, FailOn: Kinds()[:3]})
			if wrong := name == "lost.lua"; wrong != (r.Failure != nil) || r.Differs != nil {
				t.Errorf("%s: %+v %+v", r.Verdict(), r.Failure, r.Differs)
			}
		})
	}
}
