package lab

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"ipclua/luamod"
)

// The files of a lab.
const (
	ReadmeFile = "README.md"
	StartFile  = "start.lua"
	CheckFile  = "check.lua"
	AnswerFile = "answer.lua"
	rightDir   = "right"
	wrongDir   = "wrong"
)

// Course is a folder of labs.
type Course struct{ fs.FS }

// Names are those of the labs, in order: the folders that have a check.lua.
func (c Course) Names() ([]string, error) {
	found, err := fs.Glob(c.FS, "*/"+CheckFile)
	if err != nil {
		return nil, err
	}
	names := make([]string, len(found))
	for i, file := range found {
		names[i] = path.Dir(file)
	}
	slices.Sort(names)
	return names, nil
}

// Find gives the name of the lab that somebody means by its name, the name without
// its number, or its number.
func (c Course) Find(word string) (string, error) {
	names, err := c.Names()
	if err != nil {
		return "", err
	}
	if len(names) == 0 {
		return "", errors.New("there are no labs: a lab is a folder with a " + CheckFile)
	}
	wanted := strings.TrimSuffix(word, "/")
	var known []string
	for _, name := range names {
		number, rest, numbered := strings.Cut(name, "-")
		known = append(known, name)
		if name == wanted || numbered && rest == wanted {
			return name, nil
		}
		if n, err := strconv.Atoi(wanted); err == nil && numbered {
			if m, err := strconv.Atoi(number); err == nil && n == m {
				return name, nil
			}
		}
		if numbered {
			known = append(known, rest)
		}
	}
	hint := luamod.Suggest(wanted, known)
	if hint == "" {
		hint = "; ipclua lab list shows those that there are"
	}
	return "", fmt.Errorf("there is no lab '%s'%s", word, hint)
}

// Open reads a lab and its check.lua. An error says in which line that is wrong.
func (c Course) Open(word string) (*Lab, error) {
	name, err := c.Find(word)
	if err != nil {
		return nil, err
	}
	dir, err := fs.Sub(c.FS, name)
	if err != nil {
		return nil, err
	}
	return open(name, dir)
}
