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

// layRows puts events into rows: the first, or the last where the end is what the
// page is about.
func (d *diagram) layRows() {
	shown := map[int]string{} // of cells
	events := d.events()
	from, to := 0, min(mostRows, len(events))
	if d.Page.Kind != "" || len(d.Page.Pending) > 0 {
		from, to = len(events)-to, len(events)
	}
	for i, e := range events[:to] {
		pending := i >= len(d.Run.Events)
		r := row{
			Label: fmt.Sprint(i + 1), Position: min(i+1, d.Last),
			Process: e.Process, Color: color(e.Process), Text: d.words.tells(e, pending), Place: d.place(e),
			Pending: pending, Class: d.class(e, pending),
		}
		if d.Chart == nil {
			r.Drawing = d.draw(i+1, e)
		}
		if pending {
			r.Label = d.Page.Then
		} else if d.Run.Timed {
			r.Time = fmt.Sprintf("%.6f", e.Begin.Seconds())
		}
		switch {
		case pending:
		case d.Run.Timed && e.Waited() && e.End > e.Since:
			r.More = "waited " + duration(e.End-e.Since)
		case e.Blocked > 0:
			r.More = fmt.Sprintf("waited since step %d", e.Blocked)
		}
		if !pending {
			r.Values = d.values(i+1, e, r.Class == "marked", shown)
		}
		if i >= from {
			d.Rows = append(d.Rows, r)
		}
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
