package check

import (
	"context"
	"strings"
	"testing"

	"ipclua/internal/explore"
)

// Who shares a file is told that a search does not see to it, and never that there
// are no other schedules.
func TestSharedFiles(t *testing.T) {
	for name, test := range map[string]struct {
		text string
		who  string // "": nobody
	}{
		"written by two": {`ipc.parallel(2, function() local f = io.open("log", "a") f:write("x") f:close() end)`, "P2 and P3 both use log"},
		"written and made a key": {`ipc.parallel(2, function(i)
			if i == 1 then io.open("key", "w"):close() else ipc.ftok("./key", 1) end end)`, "P2 and P3 both use key"},
		"removed": {`local f = io.open("x", "w")
			local p = ipc.spawn(function() local f = io.open("x") end) os.remove("x") p:wait()`, "P1 and P2 both use x"},
		"input":              {`ipc.parallel(2, function() return io.read() end)`, "P2 and P3 both use standard input"},
		"each its own":       {`ipc.parallel(2, function(i) io.open("log" .. i, "w"):close() end)`, ""},
		"before the others":  {`io.open("x", "w"):close() ipc.parallel(2, function() io.open("x"):close() end)`, ""},
		"after the other":    {`ipc.spawn(function() io.open("x", "w"):close() end):join() io.open("x"):close()`, ""},
		"only read, by many": {`ipc.parallel(3, function() io.open("/dev/null"):close() end)`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			script, err := Load([]string{"-"}, 0, strings.NewReader(test.text))
			if err != nil {
				t.Fatal(err)
			}
			script.Stdin = func() []byte { return nil }
			r := script.Search(Options{Options: explore.Options{Schedules: 50, Seed: 1, Strategy: "dpor"}, FailOn: Kinds()})
			if r.Failure != nil || r.Differs != nil {
				t.Fatalf("%s: %+v %+v", r.Verdict(), r.Failure, r.Differs)
			}
			var told string
			for _, w := range r.Warnings {
				told += w.Message
			}
			if !strings.HasPrefix(told, test.who) || (test.who == "") != (told == "") {
				t.Errorf("warned of %q, not of %q", told, test.who)
			}
			if r.Exhaustive != (test.who == "") {
				t.Errorf("the verdict is %q", r.Verdict())
			}
		})
	}
}

// A search that was interrupted does not say that the script is right.
func TestInterruptedVerdict(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	script := load(t, "../../tests/check/queue-fixed.lua")
	o := explore.Options{Schedules: 1 << 20, Seed: 1, Strategy: "random", Context: ctx}
	o.Progress = func(explore.Progress) { stop() }
	r := script.Search(Options{Options: o, FailOn: Kinds()})
	if !strings.HasPrefix(r.Verdict(), "interrupted: nothing found in ") {
		t.Errorf("the verdict is %q", r.Verdict())
	}
}
