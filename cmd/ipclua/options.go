package main

import (
	"fmt"
	"slices"
	"strings"
)

// options is a command line as lua(1) reads it.
type options struct {
	steps       []step // -e and -l, in order
	interactive bool   // -i
	version     bool   // -v
	private     []int  // where --private stands in args
	help        bool
	script      int  // index of the script in args, len(args) for none
	stdin       bool // the script is '-', standard input
	args        []string
}

// step is one -e or -l.
type step struct {
	option byte
	text   string
}

func (o options) hasScript() bool { return o.script < len(o.args) }

// hasCode tells whether there is an -e; modules by -l are there for a script.
func (o options) hasCode() bool {
	return slices.ContainsFunc(o.steps, func(s step) bool { return s.option == 'e' })
}

// parseOptions reads a command line; args[0] is the program. As in lua(1), -e and -l
// take the rest of their argument or the next one, other letters stand alone,
// and '-' after "--" is a file.
func parseOptions(args []string) (options, error) {
	o := options{args: args, script: len(args)}
	for i := 1; i < len(args); i++ {
		a := args[i]
		switch {
		case a == "--":
			o.script = i + 1
			return o, nil
		case a == "-" || !strings.HasPrefix(a, "-"):
			o.script, o.stdin = i, a == "-"
			return o, nil
		case a == "-i":
			o.interactive, o.version = true, true
		case a == "-v":
			o.version = true
		case a == "--private":
			o.private = append(o.private, i)
		case a == "-h" || a == "--help":
			o.help = true
		case strings.HasPrefix(a, "-e") || strings.HasPrefix(a, "-l"):
			text := a[2:]
			if text == "" {
				if i++; i == len(args) {
					return o, fmt.Errorf("'%s' needs an argument", a)
				}
				text = args[i]
			}
			o.steps = append(o.steps, step{a[1], text})
		default:
			return o, fmt.Errorf("unrecognized option '%s'", a)
		}
	}
	return o, nil
}
