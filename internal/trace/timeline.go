package trace

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
)

// stepLength is what a step of a simulated run takes where a picture has a time axis.
const stepLength = time.Millisecond

// longestRun is the latest time that a picture tells from others, 13 days: who reads
// one computes in float64, some in microseconds.
const longestRun time.Duration = 1 << 50

// timeline is what pictures with a time axis show: each process's calls, one after
// the other.
type timeline struct {
	run    *Run
	words  *Words
	calls  []call  // the run's events, then those with which it stops
	lanes  [][]int // of each process, the indexes of its calls, in time
	length time.Duration
}

// call is an event with its place on the time axis: begin < end, and since is from
// begin to end. The calls of a process do not overlap.
type call struct {
	Event
	lane       int // its process's
	begin, end time.Duration
	since      time.Duration // from then to end it was blocked; end itself: it was not
	open       bool          // it had not ended
	waker      int           // the index of the call that let it through; -1: none, or not known
}

// newTimeline lays a run's events on its time axis, and those with which it stops.
// That of a simulated run is its steps: step 3 is from 2 to 3 times [stepLength].
func newTimeline(run *Run, words *Words, last []Event) *timeline {
	t := &timeline{run: run, words: words, lanes: make([][]int, len(run.Processes))}
	for i, e := range slices.Concat(run.Events, last) {
		c := call{Event: e, lane: e.Process - 1, waker: e.Freed - 1, open: i >= len(run.Events) || e.Result == Unfinished}
		c.begin, c.since, c.end = t.times(i, e)
		t.calls = append(t.calls, c)
		t.length = max(t.length, c.begin, c.end)
		t.lanes[c.lane] = append(t.lanes[c.lane], i)
	}
	t.length = max(t.length, min(run.Length, longestRun))
	for lane := range t.lanes {
		t.separate(lane)
	}
	return t
}

// times are those of the event with an index. What has not ended has the end 0.
func (t *timeline) times(i int, e Event) (begin, since, end time.Duration) {
	if t.run.Timed {
		return min(e.Begin, longestRun), min(e.Since, longestRun), min(e.End, longestRun)
	}
	end = time.Duration(i+1) * stepLength
	begin = end - stepLength
	if e.Blocked > 0 {
		begin = min(begin, time.Duration(e.Blocked)*stepLength)
		since = begin
	}
	if i >= len(t.run.Events) {
		end = 0
	}
	return begin, since, end
}

// separate puts a process's calls one after the other, and ends those that have no
// end where the next begins, or with the process, or with the run.
func (t *timeline) separate(lane int) {
	calls := t.lanes[lane]
	slices.SortStableFunc(calls, func(a, b int) int { return cmp.Compare(t.calls[a].begin, t.calls[b].begin) })
	last := min(t.run.Processes[lane].End, longestRun)
	if last == 0 {
		last = t.length
	}
	var before time.Duration
	for i, index := range calls {
		c := &t.calls[index]
		if c.open && c.end == 0 {
			c.end = last
			if i+1 < len(calls) {
				c.end = t.calls[calls[i+1]].begin
			}
		}
		c.begin = max(c.begin, before)
		c.end = max(c.end, c.begin+1) // none takes no time
		if c.since == 0 {
			c.since = c.end
		}
		c.since = min(max(c.since, c.begin), c.end)
		before = c.end
	}
	t.length = max(t.length, before)
}

// life is the time between a process's beginning and its end, or the run's.
func (t *timeline) life(lane int) (begin, end time.Duration) {
	p, calls := t.run.Processes[lane], t.lanes[lane]
	begin, end = min(p.Begin, longestRun), min(p.End, longestRun)
	if !t.run.Timed {
		for _, c := range t.calls {
			if c.Call == "spawn" && c.Child == p.Number {
				begin = c.end
			}
		}
	}
	if len(calls) > 0 {
		begin = min(begin, t.calls[calls[0]].begin)
		if last := t.calls[calls[len(calls)-1]]; p.Ended != "" || t.run.Timed && end > 0 {
			end = max(end, last.end)
		}
	}
	if end == 0 {
		end = t.length
	}
	return begin, max(begin, end)
}

// text says what a call does, or waits for where it has not ended.
// It is never empty.
func (t *timeline) text(c call) string { return cmp.Or(t.words.tells(c.Event, c.open), "?") }

// waited is how long a call was blocked.
func (c call) waited() time.Duration { return c.end - c.since }

// about says in a line how large a run is and what its times are.
func (r *Run) about() string {
	text := fmt.Sprintf("%s, %s", count(len(r.Processes), "process", "es"), count(len(r.Events), "step", "s"))
	if r.Timed {
		text += fmt.Sprintf(" in %s, in the order observed", duration(r.Length))
	}
	if r.Lost > 0 {
		text += fmt.Sprintf("; %s had no room in the record", count(r.Lost, "call", "s"))
	}
	return text
}

// count is a number of things.
func count(n int, noun, plural string) string {
	if n == 1 {
		plural = ""
	}
	return fmt.Sprintf("%d %s%s", n, noun, plural)
}

// excerpt is the part of the events that a picture with room for so many shows: the
// beginning, or the end where that is what went wrong.
func (r *Run) excerpt(most int) (from, to int) {
	n := len(r.Events)
	switch {
	case n <= most:
		return 0, n
	case len(r.Blocked) > 0:
		return n - most, n
	}
	return 0, most
}

// duration shows how long something took with three digits: "1.29 s", "204 µs".
func duration(d time.Duration) string {
	switch {
	case d >= time.Second:
		return fmt.Sprintf("%.3g s", d.Seconds())
	case d >= time.Millisecond:
		return fmt.Sprintf("%.3g ms", d.Seconds()*1e3)
	case d >= time.Microsecond:
		return fmt.Sprintf("%.3g µs", d.Seconds()*1e6)
	}
	return fmt.Sprintf("%d ns", d)
}

// base is a process's name without the directory of its script.
func (p Process) base() string { return p.Name[strings.LastIndexByte(p.Name, '/')+1:] }
