package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"syscall"
	"time"

	"ipclua/internal/inventory"
	"ipclua/internal/watch"
	"ipclua/sysv"
)

// watchOptions is the command line of ipclua watch.
type watchOptions struct {
	kindChoice
	interval time.Duration
	allUsers bool
}

func parseWatchOptions(args []string) (o watchOptions, err error) {
	flags := flag.NewFlagSet("watch", flag.ContinueOnError)
	o.define(flags)
	seconds := flags.String("n", "1", "")
	flags.BoolVar(&o.allUsers, "all-users", false, "")
	rest, err := parseMixed(flags, args[2:])
	if err != nil {
		return o, err
	}
	if len(rest) > 0 {
		return o, fmt.Errorf("there is nothing to do with '%s': watch shows all objects", rest[0])
	}
	o.interval, err = parseInterval(*seconds)
	return o, err
}

// The times between two looks that make sense.
const (
	shortestInterval = 100 * time.Millisecond
	longestInterval  = 24 * time.Hour
)

func parseInterval(text string) (time.Duration, error) {
	seconds, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(seconds) {
		return 0, fmt.Errorf("-n takes seconds, as 2 or 0.5, not '%s'", text)
	}
	if seconds < shortestInterval.Seconds() || seconds > longestInterval.Seconds() {
		return 0, fmt.Errorf("-n takes %v to %v seconds, not '%s'", shortestInterval.Seconds(), longestInterval.Seconds(), text)
	}
	return time.Duration(seconds * float64(time.Second)), nil
}

// runWatch is ipclua watch.
func runWatch(args []string, io stdio) int {
	o, err := parseWatchOptions(args)
	if errors.Is(err, flag.ErrHelp) {
		fmt.Fprint(io.out, watchUsage)
		return exitDone
	}
	if err != nil {
		io.complain("watch: %v", err)
		fmt.Fprint(io.err, watchUsage)
		return exitUsage
	}
	w := watching{watchOptions: o, kernel: sysv.NewHost()}
	// What cannot work is said before the screen is touched.
	if _, err := w.take(o.allUsers); err != nil {
		io.complain("watch: %v", err)
		return exitFailed
	}
	ctx := endedBySignal()
	out, ok := io.out.(*os.File)
	if ok && isTerminal(io.in) && isTerminal(out) && os.Getenv("TERM") != "dumb" {
		err = watch.Run(ctx, io.in, out, watch.Options{
			Interval: o.interval,
			Colours:  os.Getenv("NO_COLOR") == "",
			Kernel:   w.kernel,
			Take:     w.take,
			AllUsers: o.allUsers,
			Remove:   w.remove,
		})
	} else {
		err = w.print(ctx, io)
	}
	var signalled endedBy
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, watch.ErrInterrupted):
		return exitInterrupted
	case errors.Is(err, watch.ErrHangup):
		return exitCode(syscall.SIGHUP)
	case errors.As(err, &signalled):
		return exitCode(signalled.Signal)
	case errors.Is(err, syscall.EPIPE):
		return exitCode(syscall.SIGPIPE)
	}
	io.complain("watch: %v", err)
	return exitFailed
}

// watching is one run of ipclua watch.
type watching struct {
	watchOptions
	kernel   sysv.Kernel
	accounts inventory.Accounts
	others   int // how many objects of other users the last take left out
}

// take looks at the objects of this user, or of all.
func (w *watching) take(all bool) (*inventory.Inventory, error) {
	uid := os.Geteuid()
	w.others = 0
	return inventory.Take(w.kernel, inventory.Options{
		Kinds:    w.kinds(),
		Accounts: &w.accounts,
		Wanted: func(o sysv.Object) bool {
			wanted := all || inventory.Belongs(o, uid)
			if !wanted {
				w.others++
			}
			return wanted
		},
	})
}

// remove removes an object as ipclua rm does, and tells what that would print.
func (w *watching) remove(o *inventory.Object) string {
	var text strings.Builder
	r := removal{stdio: stdio{out: &text, err: &text}, kernel: w.kernel}
	r.remove(o)
	return strings.TrimPrefix(strings.TrimSpace(text.String()), "ipclua: rm: ")
}

// print writes the tables of ipclua ls at each look, until the context ends or
// nobody reads.
func (w *watching) print(ctx context.Context, io stdio) error {
	ticker := time.NewTicker(w.interval)
	defer ticker.Stop()
	for {
		i, err := w.take(w.allUsers)
		if err != nil {
			return err
		}
		var text strings.Builder
		fmt.Fprintln(&text, time.Now().Format(time.DateTime))
		if len(i.Objects) == 0 {
			fmt.Fprintln(&text, nothing(w.kinds(), w.others))
		}
		if err := writeTables(&text, i, lineWidth(io.out)); err != nil {
			return err
		}
		if _, err := fmt.Fprintln(io.out, text.String()); err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-ticker.C:
		}
	}
}

// endedBy is why a context ended.
type endedBy struct{ os.Signal }

func (e endedBy) Error() string { return e.Signal.String() }

// endedBySignal gives a context that ends with the signals that end a program.
// They stay caught: a terminal that goes away is noticed before SIGHUP comes, and
// the exit code is the same.
func endedBySignal() context.Context {
	ctx, end := context.WithCancelCause(context.Background())
	signals := make(chan os.Signal, 1)
	for _, s := range [...]os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP} {
		if !signal.Ignored(s) { // as under nohup(1)
			signal.Notify(signals, s)
		}
	}
	go func() { end(endedBy{<-signals}) }()
	return ctx
}

const watchUsage = `usage: ipclua watch [OPTIONS]

Shows the System V objects that are yours, and who has to do with them, on the
whole terminal, and what changes. A segment opens as bytes, a set as bars with
who waits, a queue as its numbers. The keys are on the screen; ? shows all.

  -n SECONDS   the time between two looks, 0.1 or more; usually 1
  -m, -s, -q   segments, semaphore sets, queues only
  --all-users  other users' objects too
  -h, --help   show this page

A segment is attached, read-only, while it is open: shm_nattch counts that, and
shm_lpid, shm_atime and shm_dtime are then of this process. Nothing else that it
does can be seen from outside, unless you remove something.

Where the output is no terminal, or TERM is "dumb", it writes what 'ipclua ls'
does, under the time, again and again. NO_COLOR is honoured.

Exit codes: 0 quit; 1 the objects cannot be listed; 2 the command line was
wrong; 130 interrupted, 128 + N when signal N ended it.
`
