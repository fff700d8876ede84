package trace

import (
	"maps"
	"slices"
	"strings"
)

// mostRows is how many steps a page lists. Of a longer run it lists a part, and its
// script others when somebody goes there.
const mostRows = 1000

// diagram is what an HTML page shows. A row is an event, the pending ones last;
// positions are numbers of steps: 0 is before the first, and all that is pending
// is at one position after the last.
type diagram struct {
	Run  *Run
	Page Page

	Lanes   []*lane
	Chart   *chart // of the timeline; nil: the lanes are in the rows
	Rows    []row
	Cells   []*cell
	Columns []*cell // those whose values stand beside the steps
	Files   []file
	Frames  []frame // by position
	Last    int     // position

	OtherCells int // that are too many to list

	timeline *timeline // where there is a chart
	words    *Words
	stuck    []Event       // what other processes wait for at the end
	released map[int][]int // by step, the processes that it lets through
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
	if run.Timed || len(run.Events) > mostRows {
		d.timeline = newTimeline(run, d.words, slices.Concat(d.Page.Pending, d.stuck))
		d.Chart = newChart(d)
	}
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

// About says how large the run is, where it is timed or long.
func (d *diagram) About() string {
	if d.Chart == nil {
		return ""
	}
	return d.Run.about()
}

// Skipped is how many rows the page does not have.
func (d *diagram) Skipped() int { return len(d.events()) - len(d.Rows) }

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
