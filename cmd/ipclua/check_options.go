package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"ipclua/internal/check"
	"ipclua/internal/explore"
)

// checkOptions is the command line of ipclua check.
type checkOptions struct {
	check.Options
	replays bool // a schedule, replay, which may be empty
	replay  string
	real    bool
	html    string // a file
	json    bool
	script  int // its index in the arguments
}

// defaultKinds are what a check fails on.
const defaultKinds = "error,deadlock,race"

// parseCheckOptions reads a command line; args[0] is the program, args[1] "check".
func parseCheckOptions(args []string) (checkOptions, error) {
	o := checkOptions{}
	kinds := defaultKinds
	flags := flag.NewFlagSet("check", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.IntVar(&o.Schedules, "schedules", 10_000, "")
	flags.Uint64Var(&o.Seed, "seed", 1, "")
	flags.StringVar(&o.Strategy, "strategy", "auto", "")
	flags.BoolVar(&o.Exhaustive, "exhaustive", false, "")
	flags.StringVar(&kinds, "fail-on", kinds, "")
	flags.StringVar(&o.replay, "replay", "", "")
	flags.BoolVar(&o.real, "real", false, "")
	flags.StringVar(&o.html, "html", "", "")
	flags.BoolVar(&o.json, "json", false, "")
	if err := flags.Parse(args[2:]); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return o, err
		}
		return o, plainFlagError(err)
	}
	o.script = len(args) - flags.NArg()
	given := map[string]bool{}
	flags.Visit(func(f *flag.Flag) { given[f.Name] = true })
	o.replays = given["replay"]
	if o.Exhaustive && !given["schedules"] {
		o.Schedules = math.MaxInt
	}
	for _, kind := range strings.Split(kinds, ",") {
		kind = strings.TrimSpace(kind)
		if !slices.Contains(check.Kinds(), kind) {
			return o, fmt.Errorf("--fail-on takes a list of %s, not '%s'", strings.Join(check.Kinds(), ","), kind)
		}
		o.FailOn = append(o.FailOn, kind)
	}
	switch {
	case o.Schedules < 1:
		return o, errors.New("--schedules must be 1 or more")
	case !slices.Contains(explore.Strategies(), o.Strategy):
		return o, fmt.Errorf("--strategy is one of %s, not '%s'", strings.Join(explore.Strategies(), ", "), o.Strategy)
	case o.real && !o.replays:
		return o, errors.New("--real replays a schedule: it needs --replay")
	case flags.NArg() == 0:
		return o, errors.New("there is no script to check")
	}
	return o, nil
}

// plainFlagError is an error of package flag in our words.
func plainFlagError(err error) error {
	text := err.Error()
	if name, ok := strings.CutPrefix(text, "flag provided but not defined: -"); ok {
		return fmt.Errorf("unrecognized option '--%s'", strings.TrimPrefix(name, "-"))
	}
	if name, ok := strings.CutPrefix(text, "flag needs an argument: -"); ok {
		return fmt.Errorf("'--%s' needs an argument", name)
	}
	text = strings.TrimSuffix(strings.ReplaceAll(text, "flag -", "--"), ": parse error")
	return errors.New(text)
}

const checkUsage = `usage: ipclua check [OPTIONS] SCRIPT [ARGS…]

Runs the script on a simulated kernel, under many schedules, and looks for one
under which it fails: an error, a deadlock, a data race.

  --schedules N    try N schedules at most (10000), and fewer where they are
                   longer than 500 steps
  --seed N         of the search and of math.random (1): the same command gives
                   the same answer on every machine
  --strategy NAME  auto, random, pct, pos or dpor (auto: in turn, and all there
                   are when they are few)
  --exhaustive     go on until there are no other schedules, whatever is found
  --fail-on LIST   of error,deadlock,race,leak (error,deadlock,race)
  --replay SCHEDULE
                   run that schedule again
  --real           replay it with real processes on the real kernel
  --html FILE      write a page that shows the run step by step
  --json           report as one JSON object on standard output
  -h, --help       show this page

Exit codes: 0 nothing found; 1 a schedule fails; 2 the command line was wrong;
130 interrupted.
`
