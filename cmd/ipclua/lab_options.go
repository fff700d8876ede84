package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"

	"ipclua/internal/lab"
	"ipclua/luamod"
)

// labOptions is the command line of ipclua lab.
type labOptions struct {
	command string
	words   []string  // its arguments
	from    string    // a folder of labs, empty: those of ipclua
	format  string    // of a mark
	html    string    // a folder for reports, empty: beside the file
	replay  *lab.Take // nil: the file is graded
	to      string    // grade: the folder for what comes of it, empty: one beside the submissions
	csv     string    // grade: the table, empty: one in that folder
	jobs    int       // grade: how many at the same time, 0: as many as there are CPUs
}

// optionOf is the command that an option is for, empty for all.
func optionOf(name string) string {
	switch name {
	case "from":
		return ""
	case "to", "csv", "jobs":
		return "grade"
	}
	return "check"
}

// parseLabOptions reads a command line; args[0] is the program, args[1] "lab".
// Options may stand before and after the words.
func parseLabOptions(args []string) (labOptions, error) {
	o := labOptions{}
	replay := ""
	flags := flag.NewFlagSet("lab", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&o.from, "from", "", "")
	flags.StringVar(&o.format, "format", "text", "")
	flags.StringVar(&o.html, "html", "", "")
	flags.StringVar(&replay, "replay", "", "")
	flags.StringVar(&o.to, "to", "", "")
	flags.StringVar(&o.csv, "csv", "", "")
	flags.IntVar(&o.jobs, "jobs", 0, "")
	for rest := args[2:]; ; {
		if err := flags.Parse(rest); err != nil {
			if errors.Is(err, flag.ErrHelp) {
				return o, err
			}
			return o, plainFlagError(err)
		}
		if flags.NArg() == 0 {
			break
		}
		o.words = append(o.words, flags.Arg(0))
		rest = flags.Args()[1:]
	}
	if len(o.words) == 0 {
		return o, errors.New("which of list, show, start, check, grade and test?")
	}
	o.command, o.words = o.words[0], o.words[1:]
	c, ok := labCommands()[o.command]
	if !ok {
		return o, fmt.Errorf("there is no command '%s'%s", o.command, luamod.Suggest(o.command, []string{"list", "show", "start", "check", "grade", "test"}))
	}
	given := ""
	flags.Visit(func(f *flag.Flag) {
		if of := optionOf(f.Name); of != "" && of != o.command {
			given = "--" + f.Name + " is for " + of
		}
	})
	switch {
	case len(o.words) < c.least:
		return o, fmt.Errorf("%s needs %s", o.command, [...]string{"", "the name of a lab", "the name of a lab and a file or folder"}[c.least])
	case len(o.words) > c.most:
		return o, fmt.Errorf("%s: '%s' is too much", o.command, o.words[c.most])
	case o.jobs < 0:
		return o, errors.New("--jobs must not be negative")
	case given != "":
		return o, errors.New(given)
	case !slices.Contains(labFormats(), o.format):
		return o, fmt.Errorf("--format is one of %s, not '%s'", strings.Join(labFormats(), ", "), o.format)
	}
	if replay != "" {
		take, err := lab.ParseTake(replay)
		if err != nil {
			return o, fmt.Errorf("--replay: %v", err)
		}
		o.replay = &take
	}
	return o, nil
}

const labUsage = `usage: ipclua lab list
       ipclua lab show NAME
       ipclua lab start NAME [DIR]
       ipclua lab check NAME FILE [OPTIONS]
       ipclua lab grade NAME DIR [OPTIONS]
       ipclua lab test [NAME…]

Exercises, and a grader that does not go by luck: it runs a file under many
schedules of a simulated kernel, the same ones everywhere, and then for real.

  list             the labs that there are
  show NAME        the task; NAME is 07-lost-update, lost-update or 7
  start NAME       put the task and the file to begin with into ./NAME, or into
                   DIR; nothing is overwritten
  check NAME FILE  say what holds of an answer, and what does not; FILE may be a
                   folder with one file of Lua, or with start.lua
  grade NAME DIR   grade a folder of such files and folders on all cores; what is
                   graded already, and the same, is not graded again
  test             try labs with their own answers and mutants, for their author

  --from DIR       the labs of a folder, instead of those of ipclua
  --format FORMAT  of the mark: text, or json, tap, junit, gradescope, github,
                   classroom
  --html DIR       where the pages go of what has failed (FILE-report)
  --replay RUN:SCHEDULE
                   show a run again, as the mark tells
  --to DIR         of grade: where marks.csv, marks and reports go (DIR-marks)
  --csv FILE       of grade: the table, elsewhere
  --jobs N         of grade: so many at the same time
  -h, --help       show this page

Exit codes: 0 full marks, all is well; 1 not; 2 the command line was wrong;
130 interrupted.
`
