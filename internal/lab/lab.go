package lab

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"ipclua/internal/check"
)

// Lab is one exercise.
type Lab struct {
	Name   string // "07-lost-update"
	Title  string
	Points int
	Dir    fs.FS

	runs   []*run
	checks []*rule // in the order in which they are shown
	data   check.Disk
}

// run is a way in which the student's file is run.
type run struct {
	title     string
	args      []string
	input     string
	schedules int
	seconds   float64 // for the real run
	real      bool
	provide   []byte // the functions as messages, nil: none
	programs  []byte
	checks    []*rule
	line      int // of check.lua
}

// rule is a check of a run.
type rule struct {
	name     string
	expected string
	hint     string
	points   int
	run      *run
	index    int  // in the run
	implied  bool // the lab does not ask for it
	judge    judge
}

// asks tells whether there is a check of a name.
func (r *run) asks(name string) bool {
	return slices.ContainsFunc(r.checks, func(c *rule) bool { return c.name == name })
}

// open reads the lab in a folder.
func open(name string, dir fs.FS) (*Lab, error) {
	text, err := fs.ReadFile(dir, CheckFile)
	if err != nil {
		return nil, err
	}
	l := &Lab{Name: name, Dir: dir}
	if l.data, err = l.readData(); err != nil {
		return nil, err
	}
	return l, define(l, string(text))
}

// Readme is the task.
func (l *Lab) Readme() (string, error) {
	text, err := fs.ReadFile(l.Dir, ReadmeFile)
	return string(text), err
}

// Files are the names of those that a student gets.
func (l *Lab) Files() []string {
	return append([]string{ReadmeFile, StartFile}, slices.Sorted(maps.Keys(l.data))...)
}

// readData reads what lies in the lab's folder beside its own files: data, which
// programs can read.
func (l *Lab) readData() (check.Disk, error) {
	entries, err := fs.ReadDir(l.Dir, ".")
	if err != nil {
		return nil, err
	}
	data := check.Disk{}
	for _, e := range entries {
		switch e.Name() {
		case ReadmeFile, StartFile, CheckFile, AnswerFile, rightDir, wrongDir:
			continue
		}
		if e.IsDir() || strings.HasPrefix(e.Name(), ".") {
			continue
		}
		text, err := fs.ReadFile(l.Dir, e.Name())
		if err != nil {
			return nil, err
		}
		data[e.Name()] = text
	}
	return data, nil
}

// chunk is what messages call the lab's own code.
func (l *Lab) chunk() string { return l.Name + "/" + CheckFile }

// owns tells of chunks that are not the student's.
func (l *Lab) owns(file string) bool { return file == l.chunk() || file == preludeChunk }

// mistake is an error of a lab's author.
func (l *Lab) mistake(line int, format string, v ...any) error {
	return fmt.Errorf("%s:%d: %s", l.chunk(), line, fmt.Sprintf(format, v...))
}
