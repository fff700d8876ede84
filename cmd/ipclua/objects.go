package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"strconv"
	"strings"

	"ipclua/internal/inventory"
	"ipclua/sysv"
)

// What ls and rm share: how one says which objects.

// kindChoice is -m, -s and -q.
type kindChoice struct{ segments, sets, queues bool }

func (c *kindChoice) define(flags *flag.FlagSet) {
	flags.BoolVar(&c.segments, "m", false, "")
	flags.BoolVar(&c.sets, "s", false, "")
	flags.BoolVar(&c.queues, "q", false, "")
}

// kinds gives those that were chosen, nil for all.
func (c *kindChoice) kinds() []sysv.Kind {
	var list []sysv.Kind
	for _, each := range []struct {
		chosen bool
		kind   sysv.Kind
	}{{c.segments, sysv.Segment}, {c.sets, sysv.Semaphore}, {c.queues, sysv.Queue}} {
		if each.chosen {
			list = append(list, each.kind)
		}
	}
	return list
}

// letter is the option that chooses a kind.
func letter(kind sysv.Kind) string {
	return map[sysv.Kind]string{sysv.Segment: "-m", sysv.Semaphore: "-s", sysv.Queue: "-q"}[kind]
}

// parseMixed reads options that stand before, between and behind arguments. "--"
// ends them.
func parseMixed(flags *flag.FlagSet, args []string) (rest []string, err error) {
	flags.SetOutput(io.Discard)
	for {
		before := len(args)
		if err := flags.Parse(args); err != nil {
			if errors.Is(err, flag.ErrHelp) {
				return nil, err
			}
			if strings.HasPrefix(err.Error(), "flag provided but not defined") {
				return nil, fmt.Errorf("unrecognized option '%s'", args[before-flags.NArg()-1])
			}
			return nil, plainFlagError(err)
		}
		read := before - flags.NArg()
		if flags.NArg() == 0 || read > 0 && args[read-1] == "--" {
			return append(rest, flags.Args()...), nil
		}
		rest, args = append(rest, flags.Arg(0)), flags.Args()[1:]
	}
}

// target is an id or a key on a command line. A decimal number is an id, 0x… a
// key, as ls shows them.
type target struct {
	text  string
	byKey bool
	key   sysv.Key
	id    int
}

func parseTarget(text string) (target, error) {
	t := target{text: text}
	if digits, ok := strings.CutPrefix(strings.ToLower(text), "0x"); ok {
		key, err := sysv.ParseKey("0x" + digits)
		if err != nil {
			return t, fmt.Errorf("key '%s' is not a number of 32 bits", text)
		}
		if key == sysv.IPC_PRIVATE {
			return t, fmt.Errorf("'%s' is IPC_PRIVATE, the key of all objects without one: give the id", text)
		}
		t.byKey, t.key = true, key
		return t, nil
	}
	id, err := strconv.ParseInt(text, 10, 32)
	if err != nil || id < 0 {
		return t, fmt.Errorf("'%s' is neither an id (65538) nor a key (0x00006009)", text)
	}
	t.id = int(id)
	return t, nil
}

func parseTargets(texts []string) ([]target, error) {
	var list []target
	for _, text := range texts {
		t, err := parseTarget(text)
		if err != nil {
			return nil, err
		}
		list = append(list, t)
	}
	return list, nil
}

func (t target) is(o sysv.Object) bool {
	if t.byKey {
		return inventory.PermOf(o).Key == t.key
	}
	return o.ID == t.id
}

// missing says that there is no such object among those kinds.
func (t target) missing(kinds []sysv.Kind) string {
	what := "no segment, semaphore set or queue"
	if kinds != nil {
		var names []string
		for _, kind := range kinds {
			names = append(names, string(kind))
		}
		what = "no " + strings.Join(names, " or ")
	}
	if t.byKey {
		return fmt.Sprintf("%s has key %v", what, t.key)
	}
	return fmt.Sprintf("%s has id %d", what, t.id)
}
