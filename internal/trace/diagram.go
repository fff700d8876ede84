package trace

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// mostColumns is how many values stand beside the steps.
const mostColumns = 6

// diagram is what an HTML page shows. A row is an event, the pending ones last;
// positions are numbers of steps: 0 is before the first, and all that is pending
// is at one position after the last.
type diagram struct {
	Run  *Run
	Page Page

	Lanes   []*lane
	Rows    []row
	Cells   []*cell
	Columns []*cell // those whose values stand beside the steps
	Files   []file
	Frames  []frame // by position
	Last    int     // position

	words    *Words
	stuck    []Event       // what other processes wait for at the end
	released map[int][]int // by step, the processes that it lets through
}

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
	Class    string
	Drawing  drawing
	Values   []value // of Columns
}

// value is a cell's at a row.
type value struct {
	Text    string
	Changed bool
	Marked  bool
}

// file is a source with the notes on its lines.
type file struct {
	Number int
	Name   string
	Lines  []line
}

type line struct {
	Number int
	Text   string
	Notes  []string
}

func newDiagram(run *Run, page Page) *diagram {
	if page.Pending == nil {
		page.Pending, page.Then = run.Blocked, "blocked"
	}
	d := &diagram{Run: run, Page: page, Last: len(run.Events), words: NewWords(run), released: map[int][]int{}}
	if len(page.Pending) > 0 {
		d.Last++
	}
	for _, e := range run.Events {
		d.released[e.Freed] = append(d.released[e.Freed], e.Process)
	}
	for _, e := range run.Blocked {
		if !slices.ContainsFunc(page.Pending, func(p Event) bool { return p.Process == e.Process }) {
			d.stuck = append(d.stuck, e)
		}
	}
	d.Files = files(run, page)
	d.Frames = make([]frame, d.Last+1)
	d.findCells()
	d.layLanes()
	d.follow()
	d.chooseColumns()
	d.layRows()
	return d
}

// Title is the page's.
func (d *diagram) Title() string {
	if d.Page.Kind == "" {
		return d.Run.Script
	}
	return d.Page.Kind + " in " + d.Run.Script
}

// HaveBytes says whether some of the cells are in memory.
func (d *diagram) HaveBytes() bool {
	return slices.ContainsFunc(d.Cells, func(c *cell) bool { return c.kind == Segment })
}

// events are those of the run and the pending ones.
func (d *diagram) events() []Event {
	return slices.Concat(d.Run.Events, d.Page.Pending)
}

// files are the sources, the script's first.
func files(run *Run, page Page) []file {
	names := slices.Sorted(maps.Keys(run.Sources))
	if at := slices.Index(names, run.Script); at > 0 {
		names = slices.Insert(slices.Delete(names, at, at+1), 0, run.Script)
	}
	var files []file
	for _, name := range names {
		if run.Sources[name] == "" {
			continue
		}
		f := file{Number: len(files), Name: name}
		for i, text := range strings.Split(strings.TrimRight(run.Sources[name], "\r\n"), "\n") {
			l := line{Number: i + 1, Text: strings.TrimSuffix(text, "\r")}
			for _, n := range page.Notes {
				if n.File == name && n.Line == l.Number {
					l.Notes = append(l.Notes, n.Text)
				}
			}
			f.Lines = append(f.Lines, l)
		}
		files = append(files, f)
	}
	return files
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
			r.Time = fmt.Sprintf("%.6f", e.Begin)
		}
		if e.Blocked > 0 && !pending {
			r.More = fmt.Sprintf("waited since step %d", e.Blocked)
		}
		if !pending {
			r.Values = d.values(e, r.Class == "marked", shown)
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
func (d *diagram) values(e Event, marked bool, shown map[int]string) []value {
	if len(shown) == 0 {
		for _, s := range d.Frames[0].Values {
			shown[s.Cell] = s.Value
		}
	}
	changed := map[int]bool{}
	for _, s := range d.Frames[e.Step].Values {
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
