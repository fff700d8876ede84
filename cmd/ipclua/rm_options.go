package main

import (
	"errors"
	"flag"
)

// rmOptions is the command line of ipclua rm.
type rmOptions struct {
	kindChoice
	mine, orphans, allUsers bool
	dryRun, yes             bool
	targets                 []target
}

func parseRmOptions(args []string) (o rmOptions, err error) {
	flags := flag.NewFlagSet("rm", flag.ContinueOnError)
	o.define(flags)
	flags.BoolVar(&o.mine, "mine", false, "")
	flags.BoolVar(&o.orphans, "orphans", false, "")
	flags.BoolVar(&o.allUsers, "all-users", false, "")
	for _, name := range []string{"n", "dry-run"} {
		flags.BoolVar(&o.dryRun, name, o.dryRun, "")
	}
	for _, name := range []string{"f", "yes"} {
		flags.BoolVar(&o.yes, name, o.yes, "")
	}
	rest, err := parseMixed(flags, args[2:])
	if err != nil {
		return o, err
	}
	if o.targets, err = parseTargets(rest); err != nil {
		return o, err
	}
	ways := 0
	for _, given := range []bool{o.targets != nil, o.mine, o.orphans} {
		if given {
			ways++
		}
	}
	switch {
	case ways == 0:
		return o, errors.New("there is nothing to remove: give ids or keys, --mine or --orphans")
	case ways > 1:
		return o, errors.New("give ids and keys, or --mine, or --orphans")
	case o.allUsers && !o.orphans:
		return o, errors.New("--all-users goes with --orphans")
	}
	return o, nil
}

const rmUsage = `usage: ipclua rm [OPTIONS] ID… | KEY…
       ipclua rm [OPTIONS] --mine | --orphans

Removes System V objects, by ids (65538) or keys (0x00006009), and says which.

  -m, -s, -q   segments, semaphore sets, queues only: needed where an id or a
               key stands for objects of several kinds; several letters mean
               all of these
  --mine       all objects whose owner or creator you are
  --orphans    those of them that nobody seems to need: segments that nobody
               has attached and whose creator has ended; sets and queues on
               which nobody waits and whose last users, as far as the kernel
               remembers any, have all ended (it does not remember creators)
  --all-users  with --orphans: other users' orphans too
  -n, --dry-run
               only say what would be removed
  -f, --yes    do not ask
  -h, --help   show this page

On a terminal it asks before it removes more than one object. A segment that is
still attached keeps its content until the last process detaches it; who waits
on a set or queue is woken with EIDRM.

Exit codes: 0 done, also where an object has gone by itself meanwhile; 1
something could not be removed; 2 the command line was wrong, and nothing was
removed.
`
