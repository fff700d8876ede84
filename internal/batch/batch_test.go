package batch

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"ipclua/internal/mark"
)

func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestFind(t *testing.T) {
	dir := folder(t, map[string]string{
		"ann.lua": "", "bob/lab.lua": "", "bob/notes.txt": "", "cy/start.lua": "", "cy/other.lua": "", "dan/a.lua": "", "dan/b.lua": "",
		"eve/readme": "", "fay.lua": "", "fay/x.lua": "", ".git/x.lua": "", "list.txt": "",
	})
	if err := os.Symlink("/etc/passwd", filepath.Join(dir, "gus.lua")); err != nil {
		t.Fatal(err)
	}
	found, err := Find(dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range found {
		got = append(got, s.Name+" "+strings.TrimPrefix(s.File, dir)+strings.ReplaceAll(s.Trouble, dir, ""))
	}
	want := []string{
		"ann /ann.lua",
		"bob /bob/lab.lua",
		"cy /cy/start.lua",
		"dan there are several .lua files in /dan, and none is start.lua: a.lua, b.lua",
		"eve there is no .lua file in /eve",
		"fay /fay/x.lua",
		"fay.lua /fay.lua",
		"gus /gus.lua is not a file",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("found\n%s", strings.Join(got, "\n"))
	}
	if _, err := Find(filepath.Join(dir, "none")); err == nil {
		t.Error("a folder that is not there can be read")
	}
	for path, want := range map[string]string{"ann.lua": "/ann.lua", "bob": "/bob/lab.lua", "eve": "", "list.txt": "/list.txt"} {
		s, err := At(filepath.Join(dir, path))
		if got := strings.TrimPrefix(s.File, dir); err != nil || got != want || (want == "") != (s.Trouble != "") {
			t.Errorf("at %s: %+v, %v", path, s, err)
		}
	}
	if _, err := At(filepath.Join(dir, "none")); err == nil {
		t.Error("a file that is not there can be graded")
	}
}

// grader gives as many points as a text has bytes.
type grader struct {
	calls atomic.Int32
	stop  func() // before the text "stop" is graded
}

func (g *grader) grade(ctx context.Context, _ Submission, text []byte, reports string) (mark.Mark, error) {
	g.calls.Add(1)
	if string(text) == "stop" {
		g.stop()
	}
	if ctx.Err() != nil || string(text) == "broken" {
		return mark.Mark{}, errors.Join(ctx.Err(), errors.New("it broke"))
	}
	if err := os.MkdirAll(reports, 0o777); err != nil {
		return mark.Mark{}, err
	}
	c := mark.Check{Run: "all", Expected: "=long", Points: len(text), Most: 9}
	return mark.Mark{Points: len(text), Most: 9, Checks: []mark.Check{c}}, os.WriteFile(filepath.Join(reports, "x.html"), text, 0o666)
}

func run(t *testing.T, ctx context.Context, dir string, g *grader, o Options) []Result {
	t.Helper()
	found, err := Find(dir)
	if err != nil {
		t.Fatal(err)
	}
	if o.Store == "" {
		t.Fatal("no store")
	}
	o.Grade = g.grade
	return Run(ctx, found, o)
}

func TestRun(t *testing.T) {
	dir := folder(t, map[string]string{"a.lua": "1", "b.lua": "22", "c.lua": "broken", "d/x": "", "e.lua": strings.Repeat(" ", longest+1)})
	store, err := NewStore(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	var told []int
	o := Options{Store: store, Grader: "1", Jobs: 2, Progress: func(done int, _ *Result) { told = append(told, done) }}
	say := func(results []Result) string {
		var b strings.Builder
		for _, r := range results {
			fmt.Fprintf(&b, "%s:%v:%d:%v:%v ", r.Name, r.Graded, r.Mark.Points, r.Kept, r.Err != nil)
		}
		return b.String()
	}
	g := new(grader)
	if got, want := say(run(t, t.Context(), dir, g, o)), "a:true:1:false:false b:true:2:false:false c:false:0:false:true d:false:0:false:true e:false:0:false:true "; got != want {
		t.Errorf("first %s", got)
	}
	if fmt.Sprint(told) != "[1 2 3 4 5]" {
		t.Errorf("told %v", told)
	}
	if err := os.WriteFile(filepath.Join(dir, "b.lua"), []byte("333"), 0o666); err != nil {
		t.Fatal(err)
	}
	g = new(grader)
	if got, want := say(run(t, t.Context(), dir, g, o)), "a:true:1:true:false b:true:3:false:false c:false:0:false:true d:false:0:false:true e:false:0:false:true "; got != want || g.calls.Load() != 2 {
		t.Errorf("again %s, %d calls", got, g.calls.Load())
	}
	o.Grader = "2"
	g = new(grader)
	if run(t, t.Context(), dir, g, o); g.calls.Load() != 3 {
		t.Errorf("another grader: %d calls", g.calls.Load())
	}
	if text, err := os.ReadFile(filepath.Join(store.Reports("b"), "x.html")); err != nil || string(text) != "333" {
		t.Errorf("the report is %q, %v", text, err)
	}
	if err := os.WriteFile(store.file("a"), []byte("{"), 0o666); err != nil {
		t.Fatal(err)
	}
	g = new(grader)
	if run(t, t.Context(), dir, g, o); g.calls.Load() != 2 {
		t.Errorf("a damaged mark: %d calls", g.calls.Load())
	}
}

// What was graded before it was stopped is not graded again.
func TestStopAndResume(t *testing.T) {
	files := map[string]string{"m.lua": "stop"}
	for i := range 20 {
		files[fmt.Sprintf("l%02d.lua", i)] = "x"
		files[fmt.Sprintf("n%02d.lua", i)] = "x"
	}
	dir := folder(t, files)
	store, err := NewStore(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	g := &grader{stop: cancel}
	o := Options{Store: store, Jobs: 1}
	graded := 0
	for _, r := range run(t, ctx, dir, g, o) {
		if r.Graded {
			graded++
		} else if !errors.Is(r.Err, context.Canceled) {
			t.Errorf("%s: %v", r.Name, r.Err)
		}
	}
	if graded != 20 {
		t.Errorf("%d were graded", graded)
	}
	g = &grader{stop: func() {}}
	for _, r := range run(t, t.Context(), dir, g, o) {
		if !r.Graded {
			t.Errorf("%s: %v", r.Name, r.Err)
		}
	}
	if g.calls.Load() != 21 {
		t.Errorf("%d calls", g.calls.Load())
	}
}

func TestCSV(t *testing.T) {
	results := []Result{
		{Submission: Submission{Name: "=cmd()"}, Graded: true, Mark: mark.Mark{Points: 3, Most: 5, Checks: []mark.Check{{Run: "a", Expected: "b, \"c\"", Points: 3}}}},
		{Submission: Submission{Name: "eve"}, Err: errors.New("no file\nat all")},
		{Submission: Submission{Name: "fay"}, Graded: true, Mark: mark.Mark{Most: 5, Trouble: "too long"}},
	}
	var b bytes.Buffer
	if err := CSV(&b, results); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&b).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := `[[submission points of 1 a: b, "c" trouble] ['=cmd() 3 5 3 ] [eve    no file at all] [fay 0 5  too long]]`
	if got := fmt.Sprint(rows); got != want {
		t.Errorf("%s", got)
	}
}
