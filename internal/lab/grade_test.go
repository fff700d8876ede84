package lab

import (
	"encoding/json"
	"os"
	"path"
	"strings"
	"testing"

	"ipclua/internal/mark"
	"ipclua/sysv/sysvtest"
)

var testLabs = os.DirFS("testdata/labs")

func openLab(t *testing.T, name string) *Lab {
	t.Helper()
	l, err := Course{testLabs}.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func grade(t *testing.T, l *Lab, s Submission, o Options) *Graded {
	t.Helper()
	g, err := l.Grade(t.Context(), s, o)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// TestTrials tries the labs of testdata, as ipclua lab test does.
func TestTrials(t *testing.T) {
	sysvtest.Need(t)
	for _, name := range []string{"add", "story"} {
		l := openLab(t, name)
		files, err := l.Trials()
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			t.Run(path.Join(l.Name, file), func(t *testing.T) {
				t.Parallel()
				trial, err := l.Try(t.Context(), file, Options{})
				if err != nil || trial.Wrong != "" {
					t.Error(err, trial.Wrong)
				}
			})
		}
	}
}

// TestSameMark grades with one worker and with several: the marks are the same, to
// the letter.
func TestSameMark(t *testing.T) {
	l := openLab(t, "add")
	text, err := os.ReadFile("testdata/labs/01-add/wrong/nodown.lua")
	if err != nil {
		t.Fatal(err)
	}
	var first string
	for _, workers := range []int{1, 2, 5} {
		g := grade(t, l, Submission{"dir/a.lua", text}, Options{Workers: workers, Command: "grade", Pages: true})
		b, err := json.Marshal(g)
		if err != nil {
			t.Fatal(err)
		}
		if first == "" {
			first = string(b)
		}
		if string(b) != first {
			t.Errorf("%d workers:\n%s\none:\n%s", workers, b, first)
		}
	}
	if !strings.Contains(first, `"file":"dir/a.lua","line":9`) {
		t.Error("the line is missing: ", first[:1000])
	}
}

// TestReplay plays what a mark tells to play: the same checks fail.
func TestReplay(t *testing.T) {
	for _, c := range []struct{ lab, file, check, says string }{
		{"add", "01-add/wrong/nodown.lua", "no_race", "race: P"},
		{"add", "01-add/wrong/noup.lua", "no_deadlock", "took itself"},
		{"story", "02-story/wrong/noundo.lua", "survives_kill", "was ended by signal 9"},
	} {
		l := openLab(t, c.lab)
		text, err := os.ReadFile("testdata/labs/" + c.file)
		if err != nil {
			t.Fatal(err)
		}
		s := Submission{path.Base(c.file), text}
		failed := find(t, grade(t, l, s, Options{Command: "grade"}), c.check)
		if failed.Passed || failed.Line == 0 {
			t.Fatalf("%+v", failed)
		}
		_, text2, _ := strings.Cut(failed.Replay, " --replay ")
		take, err := ParseTake(text2)
		if err != nil {
			t.Fatal(err)
		}
		r, err := l.Replay(t.Context(), s, Options{Command: "grade"}, take)
		if err != nil || r.Wrong != "" || len(r.Page) == 0 {
			t.Fatal(err, r)
		}
		if all := strings.Join(r.Texts, "\n"); !strings.Contains(all, c.says) {
			t.Errorf("%s: %s", c.file, all)
		}
	}
}

func find(t *testing.T, g *Graded, name string) mark.Check {
	t.Helper()
	for _, c := range g.Checks {
		if c.Name == name {
			return c
		}
	}
	t.Fatalf("no check %s in %+v", name, g.Mark)
	return mark.Check{}
}

// TestIdle grades files that do nothing: they get nothing, but for what they print.
func TestIdle(t *testing.T) {
	l := openLab(t, "add")
	if g := grade(t, l, Submission{"a.lua", nil}, Options{}); g.Points != 0 {
		t.Errorf("%+v", g.Mark)
	}
	g := grade(t, l, Submission{"a.lua", []byte(`print("count: 4")`)}, Options{})
	if g.Points != 4 || !strings.Contains(find(t, g, "no_race").Happened, "nothing to judge") {
		t.Errorf("%+v", g.Mark)
	}
}

// TestReal has what only the real kernel shows: there the file behaves otherwise.
func TestReal(t *testing.T) {
	sysvtest.Need(t)
	l := openLab(t, "add")
	answer, err := os.ReadFile("testdata/labs/01-add/answer.lua")
	if err != nil {
		t.Fatal(err)
	}
	const simulated = "local simulated = os.time() < 1.5e9\n"
	for _, c := range []struct{ text, check, says string }{
		{"if not simulated then print('oh') end\n", "output", "on the real kernel: "},
		{"if not simulated then error('oh') end\n", "ends", "on the real kernel: the program with '2 2': a.lua:2: oh"},
		{"if not simulated then os.exit(3) end\n", "ends", "on the real kernel: the program with '2 2' ended with exit status 3"},
		{"if not simulated then ipc.semaphore{ value = 0 } end\n", "no_leaks", "on the real kernel: a semaphore is left"},
		{"if not simulated then while true do end end\n", "ends", "on the real kernel: "},
		{"if not simulated then print(os.execute('true')) end\n", "ends", "no other programs can be run here"},
		{"if not simulated then assert(io.open('/etc/passwd')) end\n", "ends", "Permission denied"},
		{"if not simulated then assert(io.open('../briefing')) end\n", "ends", "Permission denied"},
		{"if not simulated then assert(os.rename('a.lua', '/tmp/a.lua')) end\n", "ends", "Permission denied"},
		{"if not simulated then while true do print('PASS') end end\n", "ends", "more output than 1 MB"},
		{"if not simulated then local s = ('x'):rep(1e9) end\n", "ends", "on the real kernel: "},
		{"if not simulated then for i = 1, 40 do ipc.spawn(function() end):wait() end end\n", "ends", "which is the limit"},
		{"if not simulated then ipc.segment{ size = 2^33 } end\n", "ends", "EINVAL"},
	} {
		t.Run(c.text, func(t *testing.T) {
			t.Parallel()
			g := grade(t, l, Submission{"a.lua", []byte(simulated + c.text + string(answer))}, Options{})
			got := find(t, g, c.check)
			if got.Passed || !got.Real || !strings.Contains(got.Happened, c.says) {
				t.Errorf("%s: %+v, trouble '%s'", c.check, got, g.Trouble)
			}
			if g.Full() {
				t.Error("full marks")
			}
		})
	}
}
