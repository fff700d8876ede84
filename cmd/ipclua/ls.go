package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"

	"ipclua/internal/inventory"
	"ipclua/sysv"
)

// lsOptions is the command line of ipclua ls.
type lsOptions struct {
	kindChoice
	long, json, allUsers bool
	targets              []target // none: all objects
}

func parseLsOptions(args []string) (o lsOptions, err error) {
	flags := flag.NewFlagSet("ls", flag.ContinueOnError)
	o.define(flags)
	flags.BoolVar(&o.long, "l", false, "")
	flags.BoolVar(&o.json, "json", false, "")
	flags.BoolVar(&o.allUsers, "all-users", false, "")
	rest, err := parseMixed(flags, args[2:])
	if err != nil {
		return o, err
	}
	o.targets, err = parseTargets(rest)
	return o, err
}

// runLs is ipclua ls.
func runLs(args []string, io stdio) int {
	o, err := parseLsOptions(args)
	if errors.Is(err, flag.ErrHelp) {
		fmt.Fprint(io.out, lsUsage)
		return exitDone
	}
	if err != nil {
		io.complain("ls: %v", err)
		fmt.Fprint(io.err, lsUsage)
		return exitUsage
	}
	uid, others := os.Geteuid(), 0
	i, err := inventory.Take(sysv.NewHost(), inventory.Options{
		Kinds: o.kinds(),
		Wanted: func(object sysv.Object) bool {
			if o.targets != nil {
				return slices.ContainsFunc(o.targets, func(t target) bool { return t.is(object) })
			}
			wanted := o.allUsers || inventory.Belongs(object, uid)
			if !wanted {
				others++
			}
			return wanted
		},
	})
	if err != nil {
		io.complain("ls: %v", err)
		return exitFailed
	}
	code := exitDone
	for _, t := range o.targets {
		if !slices.ContainsFunc(i.Objects, func(object inventory.Object) bool { return t.is(object.Object) }) {
			io.complain("ls: %s", t.missing(o.kinds()))
			code = exitFailed
		}
	}
	switch {
	case o.json:
		err = writeObjects(io.out, i)
	case o.targets != nil || o.long:
		err = writeDetails(io.out, i, lineWidth(io.out))
	default:
		err = writeTables(io.out, i, lineWidth(io.out))
	}
	if err != nil {
		io.complain("ls: %v", err)
		return exitFailed
	}
	if len(i.Objects) == 0 && o.targets == nil {
		io.complain("%s", nothing(o.kinds(), others))
	}
	return code
}

// nothing says so, and whether others have something.
func nothing(kinds []sysv.Kind, others int) string {
	what := "segments, semaphore sets or queues"
	if len(kinds) == 1 {
		what = map[sysv.Kind]string{sysv.Segment: "segments", sysv.Semaphore: "semaphore sets", sysv.Queue: "queues"}[kinds[0]]
	}
	if others > 0 {
		return fmt.Sprintf("there are no %s of yours, but %d of other users: --all-users shows them", what, others)
	}
	return "there are no " + what
}

const lsUsage = `usage: ipclua ls [OPTIONS] [ID… | KEY…]

Shows the System V objects that are yours (whose owner or creator you are), and
who has to do with them: for a segment the processes that have it attached, for
a semaphore set its values and who waits, for a queue what is on it and who
waits. With ids (65538) or keys (0x00006009) it shows everything about those,
whosever they are.

  -m, -s, -q   segments, semaphore sets, queues only
  -l           everything about each
  --all-users  other users' objects too; root, too, sees its own without it
  --json       as one JSON object on standard output
  -h, --help   show this page

"lua 4711 for [2]" waits for semaphore 2 to be increased, "for [2]=0" for it to
be zero. "unseen" are processes that you may not look into, or that are in
another pid namespace. "ended" are processes that are no more; "creator ended"
or "last users ended", and nobody there, is what 'ipclua rm --orphans' removes.

The JSON object has three lists, "segments", "semaphores" and "queues", of
objects with C's field names (shm_perm, shm_segsz, …, sem_otime, …, msg_qnum, …),
"id", "owner", "group", "creator", "creator_group", "orphan", and
  segments     "removed", "locked", "attached": [{"pid", "name", "readonly",
               "count"}], "unseen": how many attachments are not in that list,
               "cpid" and "lpid": {"pid", "name", "life", "command"}
  semaphores   "sems": [{"semval", "semncnt", "semzcnt", "sempid", "user"}],
               "user" as "cpid", or null where sempid is 0
  queues       "lspid" and "lrpid": as "cpid"
  both         "waiting": [{"pid", "name", "call", "type", "sops"}]
"life" is "running", "ended", "unseen" or "never". What is not known is null,
and "errors" says why.

Exit codes: 0 done; 1 there is no such object; 2 the command line was wrong.
`
