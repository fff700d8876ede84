package trace

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// mostCounters is how many semaphores' values a chart shows: of those that change most.
const mostCounters = 4

// chart is the timeline as the page's script draws it. Calls are in columns, each
// with an element a call: the run's events, those with which it stops, and what
// other processes wait for then. Times are nanoseconds.
type chart struct {
	Timed    bool           `json:"timed"`
	Step     time.Duration  `json:"step"` // of an axis that is no time
	Length   time.Duration  `json:"length"`
	Lanes    []chartLane    `json:"lanes"`
	Objects  []string       `json:"objects"`
	Counters []chartCounter `json:"counters"`
	Texts    []string       `json:"texts"` // that columns refer to by index; the first is empty
	Rows     int            `json:"rows"`  // the calls that have a row in the list

	Lane   []int           `json:"lane"`
	Begin  []time.Duration `json:"begin"`
	Since  []time.Duration `json:"since"`
	End    []time.Duration `json:"end"`
	Object []int           `json:"object"` // an index, -1: none
	Waker  []int           `json:"waker"`  // an index of a call, -1: none
	Does   []int           `json:"does"`   // texts
	Call   []int           `json:"call"`
	Result []int           `json:"result"`
	Place  []int           `json:"place"`
	Class  []int           `json:"class"`
}

type chartLane struct {
	Name  string        `json:"name"`
	Color int           `json:"color"`
	Begin time.Duration `json:"begin"`
	End   time.Duration `json:"end"`
}

// chartCounter is a semaphore's value, from each time on.
type chartCounter struct {
	Name   string          `json:"name"`
	Object int             `json:"object"`
	At     []time.Duration `json:"at"`
	Value  []int           `json:"value"`
}

// newChart makes a diagram's chart.
func newChart(d *diagram) *chart {
	t := d.timeline
	n := len(t.calls)
	column := func() []int { return make([]int, 0, n) }
	times := func() []time.Duration { return make([]time.Duration, 0, n) }
	c := &chart{
		Timed: d.Run.Timed, Step: stepLength, Length: t.length, Rows: len(d.Run.Events) + len(d.Page.Pending),
		Objects: []string{}, Counters: []chartCounter{}, // what is empty is a list too
		Lane: column(), Begin: times(), Since: times(), End: times(), Object: column(), Waker: column(),
		Does: column(), Call: column(), Result: column(), Place: column(), Class: column(),
	}
	for i, p := range d.Run.Processes {
		begin, end := t.life(i)
		c.Lanes = append(c.Lanes, chartLane{p.base(), color(p.Number), begin, end})
	}
	objects := map[object]int{{}: -1}
	texts := map[string]int{}
	text := func(s string) int {
		if _, known := texts[s]; !known {
			texts[s] = len(c.Texts)
			c.Texts = append(c.Texts, s)
		}
		return texts[s]
	}
	text("")
	for i, e := range t.calls {
		o := object{e.Kind, e.ID}
		if e.Kind == "" {
			o = object{}
		}
		if _, known := objects[o]; !known {
			objects[o] = len(c.Objects)
			c.Objects = append(c.Objects, d.words.Object(e.Kind, e.ID))
		}
		c.Lane = append(c.Lane, e.lane)
		c.Begin = append(c.Begin, e.begin)
		c.Since = append(c.Since, e.since)
		c.End = append(c.End, e.end)
		c.Object = append(c.Object, objects[o])
		c.Waker = append(c.Waker, e.waker)
		c.Does = append(c.Does, text(t.text(e)))
		call := ""
		if e.Args != "" {
			call = fmt.Sprintf("%s(%s)", e.Event.Call, e.Args)
		}
		c.Call = append(c.Call, text(call))
		c.Result = append(c.Result, text(e.Result))
		c.Place = append(c.Place, text(d.place(e.Event)))
		c.Class = append(c.Class, text(d.class(e.Event, i >= len(d.Run.Events))))
	}
	for _, n := range t.counters() {
		s := chartCounter{Name: n.name, Object: objects[object{Semaphore, n.id}]}
		for _, v := range n.values {
			s.At = append(s.At, v.at)
			s.Value = append(s.Value, v.value)
		}
		c.Counters = append(c.Counters, s)
	}
	slices.SortStableFunc(c.Counters, func(a, b chartCounter) int { return cmp.Compare(len(b.At), len(a.At)) })
	c.Counters = c.Counters[:min(mostCounters, len(c.Counters))]
	return c
}
