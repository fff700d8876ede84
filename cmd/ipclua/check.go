package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"ipclua/internal/check"
	"ipclua/internal/detect"
	"ipclua/internal/explore"
	"ipclua/internal/trace"
	"ipclua/internal/whole"
)

// runCheck is ipclua check.
func runCheck(args []string, io stdio) int {
	o, err := parseCheckOptions(args)
	if errors.Is(err, flag.ErrHelp) {
		fmt.Fprint(io.out, checkUsage)
		return exitDone
	}
	if err != nil {
		io.complain("check: %v", err)
		fmt.Fprint(io.err, checkUsage)
		return exitUsage
	}
	var schedule explore.Schedule
	if o.replays {
		if schedule, err = explore.Parse(o.replay); err != nil {
			io.complain("check: --replay: %v", err)
			return exitUsage
		}
	}
	if o.real {
		if code, done := isolateReplay(args, io); done {
			return code
		}
	}
	script, err := check.Load(args, o.script, io.in)
	if err != nil {
		io.complain("%v", err)
		return exitFailed
	}
	tuneCollector()
	script.Seed = o.Seed
	c := checking{stdio: io, options: o, script: script, args: args}
	if o.replays {
		return c.replay(schedule)
	}
	return c.search()
}

// checking is one run of ipclua check.
type checking struct {
	stdio
	options checkOptions
	script  *check.Script
	args    []string
}

// search looks for a schedule that fails, and reports.
func (c *checking) search() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	o := c.options.Options
	o.Context = ctx
	progress := newProgress(c.err)
	o.Progress = progress.show
	r := c.script.Search(o)
	progress.clear()
	code := c.report(&r)
	if r.Interrupted && code == exitDone {
		return exitInterrupted
	}
	return code
}

// replay runs one schedule again, and reports.
func (c *checking) replay(schedule explore.Schedule) int {
	var r check.Report
	var err error
	if c.options.real {
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
		defer stop()
		if r, err = c.script.ReplayReal(ctx, schedule, c.options.Options); ctx.Err() != nil {
			return exitInterrupted
		}
	} else {
		r, err = c.script.Replay(schedule, c.options.Options)
	}
	if err != nil {
		c.complain("check: %v", err)
		return exitFailed
	}
	return c.report(&r)
}

// isolatedVariable marks a replay on the real kernel that is in an IPC namespace
// of its own.
const isolatedVariable = "IPCLUA_ISOLATED"

// isolateReplay runs the same command line in an IPC namespace of its own, so that
// nothing collides. Done is false where that is so already, or cannot be.
func isolateReplay(args []string, io stdio) (code int, done bool) {
	if _, isolated := os.LookupEnv(isolatedVariable); isolated || !check.Real {
		os.Unsetenv(isolatedVariable)
		return 0, false
	}
	code, err := runIsolated(args, io, isolatedVariable+"=1")
	if err != nil {
		io.complain("check: in the IPC namespace of everybody, because there can be no other: %v", err)
	}
	return code, err == nil
}

// report says what was found, and gives the exit code.
func (c *checking) report(r *check.Report) int {
	code := exitDone
	if r.Failure != nil || r.Differs != nil {
		code = exitFailed
	}
	if d := r.Differs; d != nil {
		c.complain("%s", check.Difference(d))
		return code
	}
	if c.options.html != "" {
		if err := c.writePage(r); err != nil {
			c.complain("check: %v", err)
			code = exitFailed
		}
	}
	if c.options.json {
		if err := r.JSON().Encode(c.out); err != nil {
			return exitFailed
		}
		return code
	}
	if r.Failure != nil {
		c.out.Write(r.Output)
	}
	c.complain("%s", c.text(r))
	return code
}

// text is the report for people.
func (c *checking) text(r *check.Report) string {
	var b strings.Builder
	b.WriteString(r.Verdict())
	if r.Failure != nil {
		b.WriteString(": ")
		detect.Text(&b, r.Finding, r.Run, c.replayCommand(r))
	}
	for _, w := range r.Warnings {
		fmt.Fprintf(&b, "\nwarning: %s\n  advice: %s", w.Message, w.Advice)
	}
	text := strings.TrimRight(b.String(), "\n")
	if r.Real != nil {
		text += "\n" + r.Real.Text
	}
	return text
}

// replayCommand is what a user types to see a failure again.
func (c *checking) replayCommand(r *check.Report) string {
	words := []string{"ipclua", "check", "--replay", shellWord(r.Schedule.String())}
	if c.options.Seed != 1 {
		words = append(words, "--seed", fmt.Sprint(c.options.Seed))
	}
	if kinds := strings.Join(c.options.FailOn, ","); kinds != defaultKinds {
		words = append(words, "--fail-on", kinds)
	}
	for _, a := range c.args[c.options.script:] {
		words = append(words, shellWord(a))
	}
	return strings.Join(words, " ")
}

// shellWord is a word as a shell reads it.
func shellWord(s string) string {
	plain := func(c rune) bool {
		return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.ContainsRune("_-./,:=+@%", c)
	}
	if s != "" && strings.IndexFunc(s, func(c rune) bool { return !plain(c) }) < 0 {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

// writePage writes the page of a run.
func (c *checking) writePage(r *check.Report) error {
	replay := ""
	if r.Failure != nil {
		replay = c.replayCommand(r)
	}
	var page bytes.Buffer
	if err := trace.HTML(&page, r.Run, detect.Page(r.Finding, r.Run, replay)); err != nil {
		return err
	}
	return whole.WriteFile(c.options.html, page.Bytes())
}
