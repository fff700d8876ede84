package trace

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
)

// chromeEvent is one of the Trace Event Format.
type chromeEvent struct {
	Name string `json:"name"`
	Cat  string `json:"cat,omitempty"`
	Ph   string `json:"ph"` // "X" a slice, "s" and "f" the ends of a flow, "C" a counter, "M" metadata
	Ts   micros `json:"ts"`
	Dur  micros `json:"dur,omitempty"`
	Pid  int    `json:"pid"`
	Tid  int    `json:"tid"`
	ID   int    `json:"id,omitempty"` // of a flow
	Bp   string `json:"bp,omitempty"` // "e": a flow ends in the slice around it
	Args any    `json:"args,omitempty"`
}

// micros is a time, in JSON a number of microseconds.
type micros time.Duration

// MarshalJSON writes it without rounding.
func (m micros) MarshalJSON() ([]byte, error) {
	return fmt.Appendf(nil, "%d.%03d", m/1000, m%1000), nil
}

// chromeArgs is what there is to say of a call.
type chromeArgs struct {
	Step   int    `json:"step,omitempty"`
	Call   string `json:"call"`
	Args   string `json:"args,omitempty"`
	Result string `json:"result,omitempty"`
	Line   string `json:"line,omitempty"` // "lost.lua:5"
	Waited string `json:"waited,omitempty"`
}

// Chrome writes a run in the Trace Event Format, which Perfetto and chrome://tracing
// open: a track for each process, a slice for each call with the time that it was
// blocked as a slice inside, a flow from the call that lets another through to that
// one, a counter for each semaphore. A process's pid and tid there are its number;
// its own pid is in its name. A step of a simulated run takes a millisecond.
func Chrome(w io.Writer, run *Run) error {
	t := newTimeline(run, NewWords(run), run.Blocked)
	events := t.chromeNames()
	timed := slices.Concat(t.chromeCalls(), t.chromeCounters())
	slices.SortStableFunc(timed, func(a, b chromeEvent) int { return cmp.Compare(a.Ts, b.Ts) })
	events = append(events, timed...)

	b := bufio.NewWriter(w)
	b.WriteString("{\"displayTimeUnit\":\"ns\",\"otherData\":")
	about, err := json.Marshal(map[string]any{"script": run.Script, "about": run.about()})
	if err != nil {
		return err
	}
	b.Write(about)
	b.WriteString(",\"traceEvents\":[")
	between := "\n"
	for _, e := range events {
		line, err := json.Marshal(e)
		if err != nil {
			return err
		}
		b.WriteString(between)
		b.Write(line)
		between = ",\n"
	}
	b.WriteString("\n]}\n")
	return b.Flush()
}

// chromeNames are the names of the tracks.
func (t *timeline) chromeNames() []chromeEvent {
	var events []chromeEvent
	meta := func(name string, pid int, args map[string]any) {
		events = append(events, chromeEvent{Name: name, Ph: "M", Pid: pid, Tid: pid, Args: args})
	}
	for _, p := range t.run.Processes {
		name := fmt.Sprintf("P%d %s", p.Number, p.Name)
		meta("process_name", p.Number, map[string]any{"name": name})
		meta("process_labels", p.Number, map[string]any{"labels": strings.TrimSuffix(fmt.Sprintf("pid %d, %s", p.Pid, p.Ended), ", ")})
		meta("process_sort_index", p.Number, map[string]any{"sort_index": p.Number})
		meta("thread_name", p.Number, map[string]any{"name": name})
	}
	if counters := t.counters(); counters != nil {
		pid := t.counterProcess()
		meta("process_name", pid, map[string]any{"name": "semaphores"})
		meta("process_sort_index", pid, map[string]any{"sort_index": pid})
	}
	return events
}

// chromeCalls are the slices, an outer one before the inner, and the flows.
func (t *timeline) chromeCalls() []chromeEvent {
	var events []chromeEvent
	for _, lane := range t.lanes {
		for _, i := range lane {
			c, pid := t.calls[i], t.calls[i].Process
			args := chromeArgs{Step: c.Step, Call: c.Call, Args: c.Args, Result: c.Result}
			if c.Line > 0 {
				args.Line = fmt.Sprintf("%s:%d", c.File, c.Line)
			}
			if c.waited() > 0 && t.run.Timed {
				args.Waited = c.waited().String()
			}
			events = append(events, chromeEvent{
				Name: t.text(c), Cat: cmp.Or(string(c.Kind), "process"), Ph: "X",
				Ts: micros(c.begin), Dur: micros(c.end - c.begin), Pid: pid, Tid: pid, Args: args,
			})
			if c.waited() > 0 {
				events = append(events, chromeEvent{
					Name: t.words.Waits(c.Event), Cat: "blocked", Ph: "X",
					Ts: micros(c.since), Dur: micros(c.waited()), Pid: pid, Tid: pid,
				})
			}
			events = append(events, t.chromeFlow(i, c)...)
		}
	}
	return events
}

// chromeFlow is an arrow from the call that lets another through. Each end is a
// moment at which its call goes on: that is how it is bound to it.
func (t *timeline) chromeFlow(i int, c call) []chromeEvent {
	if c.waker < 0 {
		return nil
	}
	from := t.calls[c.waker]
	finish := c.end - 1
	start := min(from.end-1, finish)
	if from.lane == c.lane || start < from.begin {
		return nil
	}
	flow := chromeEvent{Name: "lets through", Cat: "freed", ID: i + 1}
	s, f := flow, flow
	s.Ph, s.Ts, s.Pid, s.Tid = "s", micros(start), from.Process, from.Process
	f.Ph, f.Ts, f.Pid, f.Tid, f.Bp = "f", micros(finish), c.Process, c.Process, "e"
	return []chromeEvent{s, f}
}

// counterProcess is the number of the track that the semaphores are in.
func (t *timeline) counterProcess() int { return len(t.run.Processes) + 1 }

// chromeCounters are the values of semaphores from each change on.
func (t *timeline) chromeCounters() []chromeEvent {
	var events []chromeEvent
	pid := t.counterProcess()
	for _, c := range t.counters() {
		for _, s := range c.values {
			events = append(events, chromeEvent{
				Name: c.name, Cat: "value", Ph: "C", Ts: micros(s.at), Pid: pid, Tid: pid,
				Args: map[string]int{"value": s.value},
			})
		}
	}
	return events
}
