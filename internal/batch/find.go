// Package batch grades a folder of submissions, on all cores, and goes on where it
// was stopped: Find, Run, CSV.
package batch

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Submission is what one student has handed in.
type Submission struct {
	Name    string // of its file without .lua, or of its folder
	File    string // the path of what is to be graded; empty where there is none
	Trouble string // why there is none
}

// usual is the file that is graded where a folder has several.
const usual = "start.lua"

// Find looks for submissions in a folder: NAME.lua, or a folder NAME with one file
// of Lua in it, or with start.lua. What is hidden, and other files, are none. They
// come in the order of their names.
func Find(dir string) ([]Submission, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var found []Submission
	for _, e := range entries {
		path := filepath.Join(dir, e.Name())
		switch name, isLua := strings.CutSuffix(e.Name(), ".lua"); {
		case strings.HasPrefix(e.Name(), "."):
		case e.IsDir():
			found = append(found, inFolder(path))
		case isLua:
			if slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == name && e.IsDir() }) {
				name = e.Name()
			}
			s := Submission{Name: name, File: path}
			if !e.Type().IsRegular() {
				s.File, s.Trouble = "", fmt.Sprintf("%s is not a file", path)
			}
			found = append(found, s)
		}
	}
	return found, nil
}

// At is the submission that somebody names: a file, or a folder as among others. It
// is an error when there is nothing of that name.
func At(path string) (Submission, error) {
	info, err := os.Stat(path)
	s := Submission{Name: strings.TrimSuffix(filepath.Base(path), ".lua")}
	switch {
	case err != nil:
		return s, err
	case info.IsDir():
		return inFolder(path), nil
	case !info.Mode().IsRegular():
		s.Trouble = path + " is not a file"
	default:
		s.File = path
	}
	return s, nil
}

// longest is how many bytes a submission may have.
const longest = 1 << 20

// Read gives a submission's text.
func (s *Submission) Read() ([]byte, error) {
	if s.File == "" {
		return nil, errors.New(s.Trouble)
	}
	f, err := os.Open(s.File)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, longest+1))
	if err == nil && len(text) > longest {
		err = fmt.Errorf("%s has more than %d MB", s.File, longest>>20)
	}
	return text, err
}

// inFolder finds the file of a student who has handed in a folder.
func inFolder(path string) Submission {
	s := Submission{Name: filepath.Base(path)}
	entries, err := os.ReadDir(path)
	if err != nil {
		s.Trouble = err.Error()
		return s
	}
	var files []string
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ".lua") && e.Type().IsRegular() && !strings.HasPrefix(e.Name(), ".") {
			files = append(files, e.Name())
		}
	}
	switch {
	case slices.Contains(files, usual):
		s.File = filepath.Join(path, usual)
	case len(files) == 1:
		s.File = filepath.Join(path, files[0])
	case len(files) == 0:
		s.Trouble = fmt.Sprintf("there is no .lua file in %s", path)
	default:
		s.Trouble = fmt.Sprintf("there are several .lua files in %s, and none is %s: %s", path, usual, strings.Join(files, ", "))
	}
	return s
}
