package trace_test

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"ipclua/internal/trace"
	"ipclua/sysv"
)

// oddTexts are what somebody who means no good would have in a script.
var oddTexts = []string{
	"", " ", "mutex", "n[0]", "\x00", "\x1b[2J", "\xff\xfe", "\u2028", "\u202etxet", "‮", "🔒", "]]>", "<!--", "-->", "--", "&amp;", "&#60;", "<br/>",
	"</script><script>alert(1)</script>", "</title></svg><img src=x onerror=alert(1)>", "\"'`", "javascript:alert(1)", "{{.}}", "${x}",
	"end", "note over P1: x", ": wrap:", "%%{init: {}}%%", "%% comment", "a;b", "#35;", "#quot;", "->>", "-x", "P1->>P2: x", "as", "@{ }", "$$x^2$$", "```", "\n```\n", "a\nend\n",
	"\r\n", "\t", string(bytes.Repeat([]byte("long "), 200)), string(bytes.Repeat([]byte{0xe2, 0x80, 0xae}, 100)),
}

// oddRun is a run that no machine makes, but trace.Read takes.
func oddRun(r *rand.Rand) *trace.Run {
	text := func() string { return oddTexts[r.IntN(len(oddTexts))] }
	moment := func() time.Duration {
		switch r.IntN(8) {
		case 0:
			return 0
		case 1:
			return math.MaxInt64
		}
		return time.Duration(r.Int64N(1_000_000))
	}
	run := &trace.Run{
		Script: text(), Timed: r.IntN(3) > 0, Length: moment(), Lost: r.IntN(3) * r.IntN(100),
		Sources: map[string]string{text(): text(), text(): text()},
	}
	for i := range 1 + r.IntN(12) {
		run.Processes = append(run.Processes, trace.Process{
			Number: i + 1, Pid: r.IntN(3), Parent: r.IntN(i + 1), Name: text(), Output: text(), Ended: text(), Begin: moment(), End: moment(),
		})
	}
	kinds := []trace.Kind{trace.Segment, trace.Semaphore, trace.Queue}
	for range r.IntN(5) {
		run.Objects = append(run.Objects, trace.Object{Kind: kinds[r.IntN(3)], ID: r.IntN(4), Size: r.IntN(4), Names: []string{text(), text()}})
	}
	events := r.IntN(60)
	if r.IntN(20) == 0 {
		events = 1200
	}
	for i := range events {
		run.Events = append(run.Events, oddEvent(r, run, i, text, moment))
		run.Events[i].Step = i + 1
	}
	for range r.IntN(4) {
		run.Blocked = append(run.Blocked, oddEvent(r, run, events, text, moment))
	}
	return run
}

func oddEvent(r *rand.Rand, run *trace.Run, before int, text func() string, moment func() time.Duration) trace.Event {
	calls := []string{"semop", "semtimedop", "semget", "semctl", "shmget", "shmat", "msgget", "msgsnd", "msgrcv", "read", "write", "atomic", "spawn", "wait", "kill", "sleep", "exit", "error", text()}
	kinds := []trace.Kind{"", trace.Segment, trace.Semaphore, trace.Queue}
	e := trace.Event{
		Process: 1 + r.IntN(len(run.Processes)), Call: calls[r.IntN(len(calls))], File: text(), Line: r.IntN(4) - 1,
		Kind: kinds[r.IntN(4)], ID: r.IntN(4), Child: r.IntN(len(run.Processes) + 1),
		Detail: text(), Args: text(), Result: []string{"", "0", "EAGAIN", trace.Unfinished, text()}[r.IntN(5)],
		Begin: moment(), Since: moment(), End: moment(),
	}
	if r.IntN(3) == 0 {
		e.Blocked, e.Freed = r.IntN(before+1), r.IntN(before+1)
	}
	if e.Access() {
		e.Kind, e.Offset, e.Length = trace.Segment, r.IntN(64), 1+r.IntN(16)
		switch r.IntN(4) {
		case 0:
			e.Offset, e.Length = 1<<40, 1<<40
		case 1, 2:
			e.Bytes = make([]byte, e.Length)
		}
	}
	if e.Kind == trace.Semaphore {
		n := r.IntN(4)
		for range n {
			e.Before = append(e.Before, uint16(r.IntN(3)))
			e.After = append(e.After, slices.Concat([]uint16{trace.Unknown}, []uint16{0, 1, 2})[r.IntN(4)])
			e.Ops = append(e.Ops, sysv.SemOp{Num: uint16(r.IntN(5)), Op: int16(r.IntN(5) - 2)})
		}
	}
	return e
}

// oddRuns calls a test with many of them, as they come from a file.
func oddRuns(t *testing.T, test func(t *testing.T, run *trace.Run)) {
	runs := 300
	if testing.Short() {
		runs = 30
	}
	for seed := range uint64(runs) {
		run := oddRun(rand.New(rand.NewPCG(seed, 0)))
		var file bytes.Buffer
		if err := trace.Write(&file, run); err != nil {
			t.Fatal(err)
		}
		read, err := trace.Read(&file)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		t.Run(fmt.Sprint(seed), func(t *testing.T) { test(t, read) })
	}
}

// render is the text of a picture.
func render(t *testing.T, draw func(io.Writer, *trace.Run) error, run *trace.Run) string {
	t.Helper()
	var b bytes.Buffer
	if err := draw(&b, run); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
