package trace

import (
	"fmt"
	"slices"
)

// row is an event of a diagram.
type row struct {
	Label    string // the step's number
	Position int
	Time     string // in seconds, where the run is timed
	Process  int
	Color    int
	Text     string
	More     string // of the wait before it
	Place    string
	Pending  bool
	Class    string // "marked", "telling", "failed"
	Drawing  drawing
	Values   []value // of Columns
}

// value is a cell's at a row.
type value struct {
	Text    string
	Changed bool
	Marked  bool
}

// layRows puts all events into rows.
func (d *diagram) layRows() {
	shown := map[int]string{} // of cells
	for i, e := range d.events() {
		pending := i >= len(d.Run.Events)
		r := row{
			Label: fmt.Sprint(i + 1), Position: min(i+1, d.Last),
			Process: e.Process, Color: color(e.Process), Text: d.text(e, pending), Place: d.place(e),
			Pending: pending, Class: d.class(e, pending), Drawing: d.draw(i+1, e),
		}
		if pending {
			r.Label = d.Page.Then
		} else if d.Run.Timed {
			r.Time = fmt.Sprintf("%.6f", e.Begin.Seconds())
		}
		if e.Blocked > 0 && !pending {
			r.More = fmt.Sprintf("waited since step %d", e.Blocked)
		}
		if !pending {
			r.Values = d.values(i+1, e, r.Class == "marked", shown)
		}
		d.Rows = append(d.Rows, r)
	}
}

// class is what is special about an event.
func (d *diagram) class(e Event, pending bool) string {
	switch {
	case pending || slices.Contains(d.Page.Marked, e.Step):
		return "marked"
	case slices.Contains(d.Page.Telling, e.Step):
		return "telling"
	case e.Failed():
		return "failed"
	}
	return ""
}

// values are those of the columns after an event; shown is what they were before.
func (d *diagram) values(position int, e Event, marked bool, shown map[int]string) []value {
	if len(shown) == 0 {
		for _, s := range d.Frames[0].Values {
			shown[s.Cell] = s.Value
		}
	}
	changed := map[int]bool{}
	for _, s := range d.Frames[position].Values {
		changed[s.Cell] = shown[s.Cell] != s.Value
		shown[s.Cell] = s.Value
	}
	var values []value
	for _, c := range d.Columns {
		values = append(values, value{shown[c.Number], changed[c.Number], marked && c.concerns(e)})
	}
	return values
}

// text says what an event of a row does.
func (d *diagram) text(e Event, pending bool) string {
	switch {
	case e.Call == "error" && e.Detail != "":
		return "fails: " + e.Detail
	case pending:
		return d.awaits(e)
	}
	return d.words.Does(e)
}

// awaits says what a pending event will do, or waits for.
func (d *diagram) awaits(e Event) string {
	if e.Blocked > 0 {
		return d.words.Waits(e)
	}
	e.Step = 0
	return d.words.Does(e)
}

// place is a line of the run: "lost.lua:5", or "line 5" where there is one file.
func (d *diagram) place(e Event) string {
	switch {
	case e.Line == 0:
		return ""
	case len(d.Files) == 1 && d.Files[0].Name == e.File:
		return fmt.Sprintf("line %d", e.Line)
	}
	return fmt.Sprintf("%s:%d", e.File, e.Line)
}
