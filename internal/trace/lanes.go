package trace

import (
	"fmt"
	"slices"
	"strings"
)

// The size of lanes and rows, in pixels.
const (
	rowHeight  = 24
	laneWidth  = 22
	laneMargin = 14
)

// lane is a process and its place in the diagram.
type lane struct {
	Process
	X     int // its middle
	Color int
	spans []span // between row i and the next; the first is before the first row

	born, end int // the rows with which it begins and ends; 0: before the first, never
}

// span is what a process does between two rows.
type span byte

const (
	absent span = iota
	runs
	waits
	ready // what it waited for has come, but others go on
)

// drawing is a row's part of the lanes, as paths of SVG.
type drawing struct {
	Lines  string // of processes that run
	Waits  string // of those that wait
	Ready  string
	Arrows string // from who lets through to who is let through
	Births string // from parent to child
	Dot    string // of the event
	Shape  string // "read", "write", "atomic", "take", "give", "other"
}

// LanesWidth is the width of all lanes.
func (d *diagram) LanesWidth() int { return 2*laneMargin + laneWidth*(max(1, len(d.Lanes))-1) }

// RowHeight is a row's.
func (d *diagram) RowHeight() int { return rowHeight }

// layLanes gives each process a lane and finds out what it does when.
func (d *diagram) layLanes() {
	events := d.events()
	for i, p := range d.Run.Processes {
		l := &lane{Process: p, X: laneMargin + i*laneWidth, Color: color(p.Number)}
		l.live(d, events)
		if d.Chart == nil {
			l.spans = make([]span, len(events)+1)
			l.run()
			l.wait(d, events)
		}
		d.Lanes = append(d.Lanes, l)
	}
}

// live finds the rows of a process's birth and end.
func (l *lane) live(d *diagram, events []Event) {
	last := 0
	for i, e := range events {
		switch {
		case e.Call == "spawn" && e.Child == l.Number:
			l.born = i + 1
		case e.Process == l.Number:
			last = i + 1
			if e.Call == "exit" {
				l.end = i + 1
			}
		case e.Call == "kill" && e.Child == l.Number && strings.HasPrefix(l.Ended, "signal"):
			l.end = i + 1
		}
	}
	switch {
	case l.end >= last && l.end > 0:
	case last > len(d.Run.Events): // what it does last is pending
		l.end = last
	case l.Ended != "" && len(d.Page.Pending) == 0: // else the run went on after what is shown
		l.end = last
	default:
		l.end = 0
	}
}

// run marks the rows between a process's birth and end.
func (l *lane) run() {
	until := len(l.spans)
	if l.end > 0 {
		until = min(until, l.end)
	}
	for i := l.born; i < until; i++ {
		l.spans[i] = runs
	}
}

// wait marks the rows that a process waits in.
func (l *lane) wait(d *diagram, events []Event) {
	mark := func(e Event, row int) {
		if e.Process != l.Number || e.Blocked == 0 {
			return
		}
		for i := e.Blocked; i < row; i++ {
			l.spans[i] = waits
			if e.Freed > 0 && i >= e.Freed {
				l.spans[i] = ready
			}
		}
	}
	for i, e := range events {
		mark(e, i+1)
	}
	for _, e := range d.stuck {
		mark(e, len(l.spans))
	}
}

// draw draws a row: what is above its middle is the span before it.
func (d *diagram) draw(row int, e Event) drawing {
	const middle = rowHeight / 2
	var lines, waiting, through, arrows, births strings.Builder
	half := func(l *lane, s span, from int) {
		switch s {
		case runs:
			fmt.Fprintf(&lines, "M%d %dv%d", l.X, from, middle)
		case waits:
			fmt.Fprintf(&waiting, "M%d %dv%d", l.X, from, middle)
		case ready:
			fmt.Fprintf(&through, "M%d %dv%d", l.X, from, middle)
		}
	}
	for _, l := range d.Lanes {
		half(l, l.spans[row-1], 0)
		half(l, l.spans[row], middle)
	}
	own := d.lane(e.Process)
	if own == nil {
		return drawing{}
	}
	for _, number := range d.released[row] {
		if l := d.lane(number); l != nil && l != own {
			arrow(&arrows, own.X, l.X, middle)
		}
	}
	if l := d.lane(e.Child); l != nil && l != own && (e.Call == "spawn" || e.Call == "kill") {
		arrow(&births, own.X, l.X, middle)
	}
	shape, dot := shape(e, own.X, middle)
	if d.words.Initialises(e) {
		shape, dot = square(own.X, middle)
	}
	return drawing{lines.String(), waiting.String(), through.String(), arrows.String(), births.String(), dot, shape}
}

func arrow(b *strings.Builder, from, to, y int) {
	side := 1
	if to < from {
		side = -1
	}
	fmt.Fprintf(b, "M%d %dH%dm%d -4l%d 4l%d 4", from+6*side, y, to-2*side, -5*side, 5*side, -5*side)
}

// shape is the mark of an event: what kind, and its path.
func shape(e Event, x, y int) (kind, path string) {
	circle := fmt.Sprintf("M%d %da4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z", x-5, y)
	gives := e.Call == "msgsnd" || len(e.Ops) > 0
	for _, op := range e.Ops {
		gives = gives && op.Op > 0
	}
	switch {
	case e.Call == "read":
		return "read", circle
	case e.Call == "write":
		return "write", circle
	case e.Call == "atomic":
		return "atomic", fmt.Sprintf("M%d %dl5.5 5.5l-5.5 5.5l-5.5 -5.5z", x, y-5)
	case gives:
		return "give", fmt.Sprintf("M%d %dl5.5 10h-11z", x, y-5)
	case len(e.Ops) > 0 || e.Call == "msgrcv":
		return "take", fmt.Sprintf("M%d %dl5.5 -10h-11z", x, y+5)
	case e.Call == "exit":
		return "exit", fmt.Sprintf("M%d %dh10v3h-10z", x-5, y-1)
	}
	return square(x, y)
}

func square(x, y int) (kind, path string) {
	return "other", fmt.Sprintf("M%d %dh7v7h-7z", x-3, y-3)
}

func (d *diagram) lane(process int) *lane {
	if i := slices.IndexFunc(d.Lanes, func(l *lane) bool { return l.Number == process }); i >= 0 {
		return d.Lanes[i]
	}
	return nil
}

// color is one of the eight colors of processes, from 1.
func color(process int) int { return (process+7)%8 + 1 }
