package detect

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"ipclua/internal/trace"
	"ipclua/internal/width"
)

// columns is a table of steps with a column for each process.
type columns struct {
	f         Finding
	run       *trace.Run
	words     *trace.Words
	processes []int // from left to right
	style     style
}

// style is how much a cell says: the first that fits is taken.
type style int

const (
	full    style = iota // "down mutex: 1 → 0 (line 5)"
	noLines              // "down mutex: 1 → 0"
	noNames              // the same, and columns are headed by numbers alone
	short                // "down mutex"
	bare                 // "mutex", and "down" before the row
	clipped              // the same, cut
	cropped              // the last columns left out
)

// narrowest is the least width of a column with texts that are cut.
const narrowest = 16

// row is one line of the table: what processes do in a step, or in several that
// follow each other from left to right.
type row struct {
	label string
	cells map[int]string // by process
	last  int            // the process of the last step in it
}

// stepLines shows the steps that matter in at most so many lines, the pending
// ones last.
func stepLines(f Finding, run *trace.Run, words *trace.Words, most int) []string {
	c := columns{f: f, run: run, words: words}
	c.pick(most)
	if most < 2 || len(f.Steps) == 0 && len(f.Pending) < 2 || len(f.Pending)+len(f.Racing) == 0 {
		return nil
	}
	all := c.processes
	for c.style = full; ; c.style++ {
		if c.style == clipped && textWidth/len(all) < narrowest {
			continue
		}
		lines, fits := c.lines(most)
		if fits {
			return lines
		}
		for c.style == cropped {
			c.processes = c.processes[:len(c.processes)-1]
			if lines, fits := c.lines(most); fits || len(c.processes) == 1 {
				lines[0] = width.Cut(fmt.Sprintf("%s  and %d more", lines[0], len(all)-len(c.processes)), textWidth)
				return lines
			}
		}
	}
}

// pick chooses the processes to show: the culprits and those of the most telling
// steps.
func (c *columns) pick(most int) {
	add := func(p int) {
		if p > 0 && !slices.Contains(c.processes, p) {
			c.processes = append(c.processes, p)
		}
	}
	for _, c := range c.f.Culprits {
		add(c.Process)
	}
	for _, step := range c.f.Steps[:min(most, len(c.f.Steps))] {
		add(c.run.Events[step-1].Process)
	}
	slices.Sort(c.processes)
}

// lines lays the table out and says whether it fits.
func (c *columns) lines(most int) (lines []string, fits bool) {
	rows, shown := c.rows(most - 1)
	head := row{label: "step", cells: map[int]string{}}
	for _, p := range c.processes {
		head.cells[p] = fmt.Sprintf("P%d", p)
		if name := c.run.Process(p).Name; c.style < noNames && name != "" {
			head.cells[p] += " " + width.Plain(name)
		}
	}
	rows = append([]row{head}, rows...)
	label := 5
	for _, r := range rows {
		label = max(label, width.Of(r.label))
	}
	widths, total := c.widths(rows), 2+label
	if c.style == clipped {
		for p := range widths {
			widths[p] = min(widths[p], (textWidth-total)/len(widths)-2)
		}
	}
	for _, w := range widths {
		total += 2 + w
	}
	for i, r := range rows {
		line := strings.Repeat(" ", 2+label-width.Of(r.label)) + r.label
		for _, p := range c.processes {
			line += "  " + width.Pad(width.Cut(r.cells[p], widths[p]), widths[p])
		}
		if note := fmt.Sprintf("  (%d of %d steps)", shown, len(c.run.Events)); i == 0 && shown < len(c.run.Events) && total+len(note) <= textWidth {
			line += note
		}
		lines = append(lines, width.Cut(line, textWidth))
	}
	if c.style == cropped {
		total += len("  and 00 more")
	}
	return lines, total <= textWidth
}

// widths are what the columns need, by process.
func (c *columns) widths(rows []row) map[int]int {
	widths := map[int]int{}
	for _, r := range rows {
		for _, p := range c.processes {
			widths[p] = max(widths[p], width.Of(r.cells[p]))
		}
	}
	return widths
}

// rows takes the most telling steps that fit, and the pending events as the last
// row. Steps share a row where they would not all fit otherwise.
func (c *columns) rows(most int) (rows []row, shown int) {
	pending := c.pending()
	if len(pending.cells) > 0 {
		most--
	}
	var picked []trace.Event
	for _, step := range c.f.Steps {
		if step > len(c.run.Events) || !slices.Contains(c.processes, c.run.Events[step-1].Process) {
			continue
		}
		try := append(slices.Clone(picked), c.run.Events[step-1])
		slices.SortFunc(try, func(a, b trace.Event) int { return cmp.Compare(a.Step, b.Step) })
		if r := c.split(try, len(try) > most); len(r) <= most {
			picked, rows = try, r
		}
	}
	if len(pending.cells) > 0 {
		rows = append(rows, pending)
	}
	if c.style >= bare {
		for i := range rows {
			rows[i].bare()
		}
	}
	return rows, len(picked)
}

// split makes a row of each event; packed, events of processes from left to
// right share one.
func (c *columns) split(events []trace.Event, packed bool) []row {
	var rows []row
	for _, e := range events {
		if n := len(rows) - 1; packed && n >= 0 && rows[n].last < e.Process {
			first, _, _ := strings.Cut(rows[n].label, "–")
			rows[n].label = first + "–" + strconv.Itoa(e.Step)
			rows[n].cells[e.Process] = c.does(e)
			rows[n].last = e.Process
			continue
		}
		rows = append(rows, row{strconv.Itoa(e.Step), map[int]string{e.Process: c.does(e)}, e.Process})
	}
	return rows
}

// pending is the row of what comes after the last step.
func (c *columns) pending() row {
	r := row{label: then(c.f.Kind), cells: map[int]string{}}
	for _, e := range c.f.Pending {
		if slices.Contains(c.processes, e.Process) {
			r.cells[e.Process] = c.does(e)
		}
	}
	return r
}

func (c *columns) does(e trace.Event) string {
	text := c.words.Does(e)
	if c.f.Kind == Deadlocked && e.Step == 0 {
		text = c.words.Waits(e)
	}
	if c.style >= short {
		text, _, _ = strings.Cut(text, ": ")
	}
	if c.style == full && e.Step != 0 && e.Line != 0 {
		text += fmt.Sprintf(" (line %d)", e.Line)
	}
	return width.Plain(text)
}

// bare moves the words that all cells begin with to the label.
func (r *row) bare() {
	for _, verb := range []string{"waits for ", "down ", "up ", "reads ", "writes "} {
		all := true
		for _, cell := range r.cells {
			all = all && strings.HasPrefix(cell, verb)
		}
		if !all {
			continue
		}
		if r.label == "stuck" {
			r.label = ""
		}
		r.label = strings.TrimSpace(r.label + " " + verb)
		for p, cell := range r.cells {
			r.cells[p] = strings.TrimPrefix(cell, verb)
		}
	}
}
