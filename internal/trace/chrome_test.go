package trace_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"ipclua/internal/trace"
)

// traceEvent is an event of the Trace Event Format as whoever opens it reads it.
type traceEvent struct {
	Name, Cat, Ph string
	Ts, Dur       *nanoseconds
	Pid, Tid, ID  *int
	Bp            string
	Args          map[string]any
}

// nanoseconds are read from a number of microseconds.
type nanoseconds int64

func (n *nanoseconds) UnmarshalJSON(text []byte) error {
	d, err := time.ParseDuration(string(text) + "us")
	*n = nanoseconds(d)
	return err
}

// traceEvents reads a file and checks what the format asks of it: the fields that
// each phase must have, slices of a track that lie in each other or apart, flows
// with both ends, each in a slice that goes on then, and times in order.
func traceEvents(t *testing.T, text string) []traceEvent {
	t.Helper()
	var file struct{ TraceEvents []traceEvent }
	if err := json.Unmarshal([]byte(text), &file); err != nil {
		t.Fatal(err)
	}
	type track struct{ pid, tid int }
	slicesOf, starts, finishes := map[track][]traceEvent{}, map[int]traceEvent{}, map[int]traceEvent{}
	named, lastOf := map[int]bool{}, map[string]nanoseconds{}
	var last nanoseconds
	for i, e := range file.TraceEvents {
		if e.Name == "" || e.Pid == nil || e.Tid == nil || e.Ts == nil || *e.Ts < 0 || *e.Ts < last && e.Ph != "M" {
			t.Fatalf("event %d lacks a name, a track or a time in order: %+v", i, e)
		}
		last = *e.Ts
		at := track{*e.Pid, *e.Tid}
		switch e.Ph {
		case "M":
			want := map[string]string{"process_name": "name", "thread_name": "name", "process_labels": "labels", "process_sort_index": "sort_index"}[e.Name]
			if e.Args[want] == nil {
				t.Fatalf("%s has no %q", e.Name, want)
			}
			named[*e.Pid] = true
		case "X":
			if e.Dur == nil || *e.Dur <= 0 {
				t.Fatalf("slice %d takes no time", i)
			}
			slicesOf[at] = append(slicesOf[at], e)
		case "C":
			if _, ok := e.Args["value"].(float64); !ok || len(e.Args) != 1 {
				t.Fatalf("counter %d has no value: %v", i, e.Args)
			}
			if before, again := lastOf[e.Name]; again && *e.Ts < before {
				t.Fatalf("counter %s goes back", e.Name)
			}
			lastOf[e.Name] = *e.Ts
		case "s", "f":
			ends := map[string]map[int]traceEvent{"s": starts, "f": finishes}[e.Ph]
			if e.ID == nil || e.Cat == "" || ends[*e.ID].Ph != "" || e.Ph == "f" && e.Bp != "e" {
				t.Fatalf("flow %d has no id of its own, no category or is not bound: %+v", i, e)
			}
			ends[*e.ID] = e
		default:
			t.Fatalf("phase %q", e.Ph)
		}
	}
	for at, list := range slicesOf {
		if !named[at.pid] {
			t.Fatalf("process %d has no name", at.pid)
		}
		var open []nanoseconds // the ends of those that go on
		for _, e := range list {
			end := *e.Ts + *e.Dur
			for len(open) > 0 && open[len(open)-1] <= *e.Ts {
				open = open[:len(open)-1]
			}
			if len(open) > 0 && end > open[len(open)-1] {
				t.Fatalf("%q at %d is half in another slice of %v", e.Name, *e.Ts, at)
			}
			open = append(open, end)
		}
	}
	for id, s := range starts {
		f, ok := finishes[id]
		if !ok || *f.Ts < *s.Ts || f.Name != s.Name || f.Cat != s.Cat {
			t.Fatalf("flow %d does not end: %+v %+v", id, s, f)
		}
		for _, e := range []traceEvent{s, f} {
			if !slices.ContainsFunc(slicesOf[track{*e.Pid, *e.Tid}], func(x traceEvent) bool {
				return *x.Ts <= *e.Ts && *e.Ts < *x.Ts+*x.Dur
			}) {
				t.Fatalf("flow %d is bound to no slice: %+v", id, e)
			}
		}
	}
	if len(starts) != len(finishes) {
		t.Fatalf("%d flows begin, %d end", len(starts), len(finishes))
	}
	return file.TraceEvents
}

func TestChrome(t *testing.T) {
	var got []string
	for _, e := range traceEvents(t, render(t, trace.Chrome, handOver().Run)) {
		if e.Ph == "M" {
			continue
		}
		line := fmt.Sprintf("%s P%d %d %s", e.Ph, *e.Pid, (*e.Ts+1e6-1)/1e6, e.Name)
		if e.Ph == "X" {
			line += fmt.Sprintf(" (%d)", *e.Dur/1e6)
		}
		if e.Ph == "C" {
			line += fmt.Sprintf(" = %v", e.Args["value"])
		}
		got = append(got, line)
	}
	for _, want := range []string{
		"X P1 4 down mutex: 1 → 0 (1)",
		"X P2 5 down mutex: 1 → 0 (5)", "X P2 5 waits for mutex (5)",
		"X P1 7 up mutex: 0 → 1 (1)",
		"s P1 8 lets through", "f P2 10 lets through",
		"C P3 3 mutex = 1", "C P3 5 mutex = 0", "C P3 8 mutex = 1", "C P3 10 mutex = 0",
	} {
		if !slices.Contains(got, want) {
			t.Errorf("no %q in %q", want, got)
		}
	}
}

func TestChromeOdd(t *testing.T) {
	oddRuns(t, func(t *testing.T, run *trace.Run) {
		events := traceEvents(t, render(t, trace.Chrome, run))
		calls := 0
		for _, e := range events {
			if e.Ph == "X" && e.Cat != "blocked" {
				calls++
			}
		}
		if want := len(run.Events) + len(run.Blocked); calls != want {
			t.Errorf("%d slices of %d calls", calls, want)
		}
		if !slices.IsSortedFunc(events, func(a, b traceEvent) int { return cmp.Compare(*a.Ts, *b.Ts) }) {
			t.Error("the times are not in order")
		}
	})
}
