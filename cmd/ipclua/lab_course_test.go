package main

import (
	"encoding/base64"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"ipclua/sysv/sysvtest"
)

// place puts files into a new folder, by path; a value that is one of the
// repository's files is copied.
func place(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, from := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if from == "" {
			continue
		}
		text, err := os.ReadFile(filepath.Join("../..", from))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, text, 0o777); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// Gradescope's folders are made here as it makes them, and its two scripts run.
func TestGradescope(t *testing.T) {
	sysvtest.Need(t)
	for file, points := range map[string]int{"answer.lua": 10, "wrong/unguarded.lua": -1} {
		root := place(t, map[string]string{
			"source/lab": "docs/gradescope/lab", "run_autograder": "docs/gradescope/run_autograder", "setup.sh": "docs/gradescope/setup.sh",
			"submission/lab.lua": "scripts/labs/07-lost-update/" + file, "results/x": "", "usr/bin/x": "",
		})
		self, err := exec.LookPath("ipclua")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Link(self, filepath.Join(root, "source/ipclua")); err != nil {
			t.Skipf("no link to the program: %v", err)
		}
		cmd := exec.Command("sh", "-c", "./setup.sh && cd / && "+filepath.Join(root, "run_autograder"))
		cmd.Dir = root
		cmd.Env = append(os.Environ(), "AUTOGRADER="+root, "PREFIX="+filepath.Join(root, "usr"), "PATH="+filepath.Join(root, "usr/bin")+":"+os.Getenv("PATH"))
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		text, err := os.ReadFile(filepath.Join(root, "results/results.json"))
		if err != nil {
			t.Fatal(err)
		}
		var results struct {
			Tests []struct {
				Score    int
				MaxScore int `json:"max_score"`
			}
		}
		if err := json.Unmarshal(text, &results); err != nil {
			t.Fatalf("%v in %s", err, text)
		}
		score, most := 0, 0
		for _, test := range results.Tests {
			score += test.Score
			most += test.MaxScore
		}
		if most != 10 || points >= 0 && score != points || points < 0 && score >= most {
			t.Errorf("%s: %d of %d\n%s", file, score, most, text)
		}
	}
}

// What the workflow runs, with bash as GitHub has it, is run here; the actions that it uses are GitHub's.
func TestClassroom(t *testing.T) {
	sysvtest.Need(t)
	workflow, err := os.ReadFile("../../docs/github-classroom/classroom.yml")
	if err != nil {
		t.Fatal(err)
	}
	root := place(t, map[string]string{"start.lua": "scripts/labs/07-lost-update/answer.lua", ".github/x": ""})
	self, err := exec.LookPath("ipclua")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(self, filepath.Join(root, ".github/ipclua")); err != nil {
		t.Fatal(err)
	}
	output := filepath.Join(root, "output")
	ran := 0
	for line := range strings.Lines(string(workflow)) {
		if run, ok := strings.CutPrefix(strings.TrimSpace(line), "run: "); ok {
			cmd := exec.Command("bash", "-e", "-o", "pipefail", "-c", run)
			cmd.Dir = root
			cmd.Env = append(os.Environ(), "GITHUB_OUTPUT="+output)
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Fatalf("%s: %v\n%s", run, err, out)
			}
			ran++
		}
	}
	text, err := os.ReadFile(output)
	if err != nil {
		t.Fatal(err)
	}
	encoded, ok := strings.CutPrefix(strings.TrimSpace(string(text)), "result=")
	decoded, err := base64.StdEncoding.DecodeString(encoded)
	var result struct {
		Status   string
		MaxScore int `json:"max_score"`
	}
	if err == nil {
		err = json.Unmarshal(decoded, &result)
	}
	if !ok || err != nil || result.Status != "pass" || result.MaxScore != 10 || ran != 2 {
		t.Errorf("%d commands ran, the output is %s: %+v, %v", ran, text, result, err)
	}
}
