package main

import (
	"errors"
	"flag"
	"fmt"
	"io"

	"ipclua/luamod"
)

// labOptions is the command line of ipclua lab.
type labOptions struct {
	command string
	words   []string // its arguments
	from    string   // a folder of labs, empty: those of ipclua
	to      string   // grade: the folder for what comes of it, empty: one beside the submissions
	csv     string   // grade: the table, empty: one in that folder
	jobs    int      // grade: how many at the same time, 0: as many as there are CPUs
}

// parseLabOptions reads a command line; args[0] is the program, args[1] "lab".
// Options may stand before and after the words.
func parseLabOptions(args []string) (labOptions, error) {
	o := labOptions{}
	flags := flag.NewFlagSet("lab", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&o.from, "from", "", "")
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
		return o, errors.New("which of list, show, start, check and test?")
	}
	o.command, o.words = o.words[0], o.words[1:]
	c, ok := labCommands()[o.command]
	if !ok {
		return o, fmt.Errorf("there is no command '%s'%s", o.command, luamod.Suggest(o.command, []string{"list", "show", "start", "check", "test"}))
	}
	switch {
	case len(o.words) < c.least:
		return o, fmt.Errorf("%s: there is something missing", o.command)
	case len(o.words) > c.most:
		return o, fmt.Errorf("%s: '%s' is too much", o.command, o.words[c.most])
	}
	return o, nil
}

const labUsage = `usage: ipclua lab list [--from DIR]
       ipclua lab show NAME
       ipclua lab check NAME FILE
       ipclua lab test [NAME…]
`
