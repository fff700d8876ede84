package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	stdlib "io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"ipclua/internal/detect"
	"ipclua/internal/record"
	"ipclua/internal/trace"
	"ipclua/internal/whole"
	"ipclua/sysv"
)

// runTrace is ipclua trace.
func runTrace(args []string, io stdio) int {
	o, err := parseTraceOptions(args)
	if errors.Is(err, flag.ErrHelp) {
		fmt.Fprint(io.out, traceUsage)
		return exitDone
	}
	if err != nil {
		io.complain("trace: %v", err)
		fmt.Fprint(io.err, traceUsage)
		return exitUsage
	}
	t := tracing{stdio: io, options: o, args: args}
	if o.from != "" {
		return t.show()
	}
	if !sysv.Supported {
		io.complain("trace: not supported here: it needs 64-bit Linux")
		return exitFailed
	}
	if o.private {
		at := slices.IndexFunc(args[:o.script], func(a string) bool { return strings.TrimLeft(a, "-") == "private" })
		if at < 0 { // --private=true
			io.complain("trace: --private takes no value")
			return exitUsage
		}
		return runPrivate(options{args: args, private: []int{at}}, io)
	}
	return t.script()
}

// tracing is one run of ipclua trace.
type tracing struct {
	stdio
	options traceOptions
	args    []string

	outcome record.Outcome
	stopped os.Signal // the signal that came, nil for none
	late    bool      // the timeout was over

	// What the kernel said when it was stopped.
	values map[int][]uint16 // of sets
	others []string         // about processes that are not traced
}

// show shows a trace from a file.
func (t *tracing) show() int {
	in := stdlib.Reader(t.in)
	if t.options.from != "-" {
		f, err := os.Open(t.options.from)
		if err != nil {
			t.complain("trace: %v", err)
			return exitFailed
		}
		defer f.Close()
		in = f
	}
	run, err := trace.Read(in)
	if err != nil {
		t.complain("trace: %s: %v", t.options.from, err)
		return exitFailed
	}
	return t.write(run, t.out)
}

// script runs the script, and shows what it did.
func (t *tracing) script() int {
	for _, file := range t.options.files() {
		if err := writable(file); err != nil {
			t.complain("trace: %v", err)
			return exitFailed
		}
	}
	run, err := t.record()
	if err != nil {
		t.complain("trace: %v", err)
		return exitFailed
	}
	for i := range run.Blocked {
		fill(&run.Blocked[i], t.values[run.Blocked[i].ID])
	}
	findLeft(run)
	code := t.write(run, t.err)
	if t.options.output != "" || !t.options.json {
		t.conclude(run)
	}
	switch {
	case t.stopped != nil:
		return exitCode(t.stopped)
	case t.late, code != exitDone:
		return exitFailed
	case t.outcome.Status.Signal != 0:
		return 128 + t.outcome.Status.Signal
	}
	return t.outcome.Status.Code
}

// record runs the script and gives what it did.
func (t *tracing) record() (*trace.Run, error) {
	dir, err := os.MkdirTemp("", "ipclua-trace-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	if dir, err = filepath.Abs(dir); err != nil {
		return nil, err
	}
	if err := t.run(dir); err != nil {
		return nil, err
	}
	return record.Merge(dir, t.outcome)
}

// write writes the trace to where it belongs, and the pictures. Where there are
// some, the trace itself is only written when it was asked for.
func (t *tracing) write(run *trace.Run, to stdlib.Writer) int {
	var err error
	for _, p := range t.options.pictures {
		var text bytes.Buffer
		if err = p.render(&text, run); err == nil {
			err = whole.WriteFile(p.file, text.Bytes())
		}
		if err != nil {
			t.complain("trace: %v", err)
			return exitFailed
		}
	}
	form := t.options.form()
	if form == nil {
		return exitDone
	}
	var text bytes.Buffer
	if err = form(&text, run); err == nil {
		if t.options.output == "" {
			_, err = to.Write(text.Bytes())
		} else {
			err = whole.WriteFile(t.options.output, text.Bytes())
		}
	}
	if err != nil {
		t.complain("trace: %v", err)
		return exitFailed
	}
	return exitDone
}

// conclude says how it ended, and what a trace is worth.
func (t *tracing) conclude(run *trace.Run) {
	if t.outcome.Stopped {
		how := "interrupted"
		if t.late {
			how = "not ended"
		}
		t.complain("trace: %s after %.3g s", how, run.Length.Seconds())
		fmt.Fprint(t.err, detect.Stuck(run, t.others == nil))
		for _, line := range t.others {
			fmt.Fprintf(t.err, "  %s\n", line)
		}
	}
	if run.Lost > 0 {
		t.complain("trace: %d calls are not in it: there was no room for them", run.Lost)
	}
	calls := 0
	for _, e := range run.Events {
		if e.Call != "exit" {
			calls++
		}
	}
	var command []string
	for _, a := range t.args[t.options.script:] {
		command = append(command, shellWord(a))
	}
	t.complain("trace: %d calls of %d processes in %.3g s, in the order observed; whether another order fails: ipclua check %s",
		calls, len(run.Processes), run.Length.Seconds(), strings.Join(command, " "))
}

// writable tells beforehand why a file cannot be written, where that is plain.
func writable(file string) error {
	if file == "" {
		return nil
	}
	if info, err := os.Stat(file); err == nil && info.IsDir() {
		return fmt.Errorf("%s: is a directory", file)
	}
	dir := filepath.Dir(file)
	info, err := os.Stat(dir)
	if err == nil && !info.IsDir() {
		err = fmt.Errorf("%s: not a directory", dir)
	}
	return err
}

// findLeft marks the objects that still exist.
func findLeft(run *trace.Run) {
	host := sysv.NewHost()
	for _, kind := range sysv.Kinds() {
		list, err := sysv.List(host, kind)
		if err != nil {
			continue
		}
		for _, o := range list {
			for i := range run.Objects {
				if run.Objects[i].Kind == trace.Kind(kind) && run.Objects[i].ID == o.ID {
					run.Objects[i].Left = true
				}
			}
		}
	}
}
