package detect

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"ipclua/internal/trace"
)

// The columns of steps.
const (
	stepWidth  = 9  // "    12  "
	cellWidth  = 14 // at least; as many columns as fit
	columnsGap = 2
)

// row is one line under the columns: what processes do in a step, or in several
// that follow each other from left to right.
type row struct {
	label string
	cells map[int]string // by process
	last  int            // the process of the last step in it
}

// stepLines shows the steps that matter in at most so many lines, a column for
// each process, with the pending ones last.
func stepLines(f Finding, run *trace.Run, words *trace.Words, most int) []string {
	if len(f.Pending) == 0 && len(f.Racing) == 0 || most < 2 {
		return nil
	}
	columns := pickColumns(f, run)
	rows, shown := pickRows(f, run, words, columns, most-1)
	widths, order := map[int]int{}, slices.Clone(columns)
	slices.Sort(order)
	room := (textWidth - stepWidth) / len(order)
	for _, p := range order {
		widths[p] = min(utf8.RuneCountInString(title(run, p)), room-columnsGap)
		for _, r := range rows {
			widths[p] = min(max(widths[p], utf8.RuneCountInString(r.cells[p])), room-columnsGap)
		}
	}
	var lines []string
	line := fmt.Sprintf("%*s", stepWidth-columnsGap, "step")
	for _, p := range order {
		line += strings.Repeat(" ", columnsGap) + pad(title(run, p), widths[p])
	}
	if rest := len(run.Events) - shown; rest > 0 {
		note := fmt.Sprintf("  (%d of %d steps)", shown, len(run.Events))
		if utf8.RuneCountInString(line+note) <= textWidth {
			line += note
		}
	}
	lines = append(lines, cut(line, textWidth))
	for _, r := range rows {
		line := fmt.Sprintf("%*s", stepWidth-columnsGap, r.label)
		for _, p := range order {
			line += strings.Repeat(" ", columnsGap) + pad(r.cells[p], widths[p])
		}
		lines = append(lines, cut(line, textWidth))
	}
	return lines
}

// pickColumns chooses the processes to show: those of the pending events, the
// culprits, then those of the steps, as many as there is room for.
func pickColumns(f Finding, run *trace.Run) []int {
	const most = (textWidth - stepWidth) / (cellWidth + columnsGap)
	var columns []int
	add := func(p int) {
		if p > 0 && len(columns) < most && !slices.Contains(columns, p) {
			columns = append(columns, p)
		}
	}
	for _, e := range f.Pending {
		add(e.Process)
	}
	for _, c := range f.Culprits {
		add(c.Process)
	}
	return columns
}

// pickRows takes the most telling steps that fit, and the pending events as the
// last row. Steps share a row where they would not all fit otherwise.
func pickRows(f Finding, run *trace.Run, words *trace.Words, columns []int, most int) (rows []row, shown int) {
	pending := row{label: map[Kind]string{DataRace: "next", Deadlocked: "stuck", Error: "then"}[f.Kind], cells: map[int]string{}}
	for _, e := range f.Pending {
		if slices.Contains(columns, e.Process) && pending.cells[e.Process] == "" {
			pending.cells[e.Process] = words.Does(e)
			if f.Kind == Deadlocked {
				pending.cells[e.Process] = words.Waits(e)
			}
		}
	}
	if len(pending.cells) > 0 {
		most--
	}
	var picked []trace.Event
	for _, step := range f.Steps {
		if step > len(run.Events) || !slices.Contains(columns, run.Events[step-1].Process) {
			continue
		}
		try := append(slices.Clone(picked), run.Events[step-1])
		slices.SortFunc(try, func(a, b trace.Event) int { return cmp.Compare(a.Step, b.Step) })
		if r := makeRows(try, words, len(try) > most); len(r) <= most {
			picked, rows = try, r
		}
	}
	if len(pending.cells) > 0 {
		rows = append(rows, pending)
	}
	return rows, len(picked)
}

// makeRows is a row for each event; packed, events of processes from left to
// right share one.
func makeRows(events []trace.Event, words *trace.Words, packed bool) []row {
	var rows []row
	for _, e := range events {
		if n := len(rows) - 1; packed && n >= 0 && rows[n].last < e.Process {
			first, _, _ := strings.Cut(rows[n].label, "–")
			rows[n].label = first + "–" + strconv.Itoa(e.Step)
			rows[n].cells[e.Process] = words.Does(e)
			rows[n].last = e.Process
			continue
		}
		rows = append(rows, row{strconv.Itoa(e.Step), map[int]string{e.Process: words.Does(e)}, e.Process})
	}
	return rows
}

func title(run *trace.Run, p int) string {
	return strings.TrimSpace(fmt.Sprintf("P%d %s", p, run.Process(p).Name))
}

// pad makes a text exactly so wide.
func pad(s string, width int) string {
	s = cut(s, width)
	return s + strings.Repeat(" ", width-utf8.RuneCountInString(s))
}
