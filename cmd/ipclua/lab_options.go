package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
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
	html    string    // check: a folder for reports, empty: beside the file
	replay  *lab.Take // check: what to show again, nil: nothing, the file is graded
	to      string    // grade: the folder for what comes of it, empty: one beside the submissions
	csv     string    // grade: the table, empty: one in that folder
	jobs    int       // grade: how many at the same time, 0: as many as there are CPUs
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
		return o, errors.New("which of list, show, start, check, grade, test and words?")
	}
	o.command, o.words = o.words[0], o.words[1:]
	c, ok := labCommands()[o.command]
	if !ok {
		return o, fmt.Errorf("there is no command '%s'%s", o.command, luamod.Suggest(o.command, slices.Sorted(maps.Keys(labCommands()))))
	}
	foreign := ""
	flags.Visit(func(f *flag.Flag) {
		if of, ok := optionOf()[f.Name]; ok && of != o.command {
			foreign = fmt.Sprintf("--%s is for %s", f.Name, of)
		}
	})
	switch {
	case len(o.words) < c.least:
		return o, fmt.Errorf("%s needs %s", o.command, [...]string{"", "the name of a lab", "the name of a lab and a file or folder"}[c.least])
	case len(o.words) > c.most:
		return o, fmt.Errorf("%s: '%s' is too much", o.command, o.words[c.most])
	case o.jobs < 0:
		return o, errors.New("--jobs must not be negative")
	case foreign != "":
		return o, errors.New(foreign)
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

// optionOf tells to which command an option belongs, where it is not for all.
func optionOf() map[string]string {
	return map[string]string{
		"format": "check", "html": "check", "replay": "check",
		"to": "grade", "csv": "grade", "jobs": "grade",
	}
}

const labUsage = `usage: ipclua lab list
       ipclua lab show NAME
       ipclua lab start NAME [DIR]
       ipclua lab check NAME FILE [OPTIONS]
       ipclua lab grade NAME DIR [OPTIONS]
       ipclua lab test [NAME…]
       ipclua lab words

Exercises, and a grader that does not go by luck: it runs a file under many
schedules of a simulated kernel, the same ones everywhere, and then for real.

  list             the labs that there are
  show NAME        the task; NAME is 07-lost-update, lost-update or 7
  start NAME       put the task and the file to begin with into ./NAME, or into
                   DIR; nothing is overwritten
  check NAME FILE  say what holds of an answer, and what does not; of a folder it
                   is the file in it
  grade NAME DIR   check all submissions of a folder, side by side: NAME.lua, or
                   a folder each; the same command goes on where it was stopped
  test             try labs with their own answers and mutants, for their author
  words            what a lab's check.lua may say, as definitions for editors

  --from DIR       the labs of a folder, instead of those of ipclua
  --format FORMAT  of the mark: text, or json, tap, junit, gradescope, github,
                   classroom
  --html DIR       where the pages go of what has failed (FILE-report)
  --replay RUN:SCHEDULE
                   show a run again, as the mark tells
  --to DIR         grade: where the marks go and the pages (DIR-marks)
  --csv FILE       grade: the table of all (marks.csv there)
  --jobs N         grade: so many at a time (as many as there are CPUs)
  -h, --help       show this page

Exit codes: 0 full marks, all is well; 1 not; 2 the command line was wrong;
130 interrupted.
`
