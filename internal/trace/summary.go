package trace

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"ipclua/internal/width"
)

// Summary is what a run amounts to.
type Summary struct {
	Objects   []Usage // one for each semaphore of a set; the most contended first
	Processes []Usage // by number
	HandOffs  []HandOff
	run       *Run
}

// Usage is what was done to an object, or by a process.
type Usage struct {
	Name    string
	Calls   int
	Blocked int           // calls that had to wait
	Time    time.Duration // all that they waited
	Longest Event         // the one that waited longest
	waits   time.Duration // it
}

// HandOff is how often a process let another through.
type HandOff struct {
	From, To int
	Times    int
}

// Summarise adds up a run. A call that still waits at its end counts with the time
// until then. Sleeping and waiting for processes are no contention: they count for
// the process alone.
func Summarise(run *Run) Summary {
	s := Summary{run: run}
	words := NewWords(run)
	objects := map[string]*Usage{}
	for _, p := range run.Processes {
		s.Processes = append(s.Processes, Usage{Name: strings.TrimRight(fmt.Sprintf("P%d %s", p.Number, p.Name), " ")})
	}
	handOffs := map[[2]int]int{}
	for _, e := range slices.Concat(run.Events, run.Blocked) {
		if e.Call == "exit" {
			continue
		}
		if e.Process >= 1 && e.Process <= len(s.Processes) {
			s.Processes[e.Process-1].add(run, e, true)
		}
		for _, name := range concerned(words, e) {
			u := objects[name]
			if u == nil {
				u = &Usage{Name: name}
				objects[name] = u
			}
			blocking, known := e.Blocking()
			u.add(run, e, !known || len(e.Ops) < 2 || words.Semaphore(e.ID, int(blocking.Num)) == name)
		}
		if e.Freed >= 1 && e.Freed <= len(run.Events) && e.Call != "wait" && e.Step > 0 {
			handOffs[[2]int{run.Events[e.Freed-1].Process, e.Process}]++
		}
	}
	for _, u := range objects {
		s.Objects = append(s.Objects, *u)
	}
	slices.SortFunc(s.Objects, func(a, b Usage) int {
		return cmp.Or(cmp.Compare(b.Time, a.Time), cmp.Compare(b.Blocked, a.Blocked), cmp.Compare(b.Calls, a.Calls), cmp.Compare(a.Name, b.Name))
	})
	for pair, times := range handOffs {
		s.HandOffs = append(s.HandOffs, HandOff{pair[0], pair[1], times})
	}
	slices.SortFunc(s.HandOffs, func(a, b HandOff) int {
		return cmp.Or(cmp.Compare(b.Times, a.Times), cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	})
	return s
}

// concerned names what an event is about: its semaphores, or its object.
func concerned(w *Words, e Event) []string {
	var names []string
	for _, op := range e.Ops {
		if name := w.Semaphore(e.ID, int(op.Num)); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if names == nil && e.Kind != "" && !(e.Failed() && strings.HasSuffix(e.Call, "get")) {
		names = []string{w.Object(e.Kind, e.ID)}
	}
	return names
}

// add counts an event; waits says whether its wait counts here.
func (u *Usage) add(run *Run, e Event, waits bool) {
	u.Calls++
	if !e.Waited() || !waits {
		return
	}
	u.Blocked++
	until := e.End
	if until == 0 {
		until = run.Length
	}
	waited := max(0, until-e.Since)
	u.Time += waited
	if u.Longest.Process == 0 || waited > u.waits {
		u.Longest, u.waits = e, waited
	}
}

// Text writes the summary as two tables and two lines.
func (s Summary) Text(w io.Writer) error {
	var text strings.Builder
	table := tabwriter.NewWriter(&text, 0, 0, 2, ' ', 0)
	row := func(what string, list []Usage) {
		fmt.Fprintf(table, "%s\tcalls\twaited\tseconds\tlongest\t\n", what)
		for _, u := range list {
			at := ""
			if u.Longest.Process != 0 {
				at = fmt.Sprintf("%s\tP%d %s", seconds(u.waits), u.Longest.Process, u.Longest.place())
			}
			fmt.Fprintf(table, "%s\t%d\t%d\t%s\t%s\n", width.Plain(u.Name), u.Calls, u.Blocked, seconds(u.Time), at)
		}
	}
	row("object", s.Objects)
	fmt.Fprintln(table, "\t\t\t\t")
	row("process", s.Processes)
	table.Flush()
	if len(s.Objects) > 0 && s.Objects[0].Blocked > 0 {
		u := s.Objects[0]
		fmt.Fprintf(&text, "\nmost contended: %s, %d of %d calls had to wait\n", width.Plain(u.Name), u.Blocked, u.Calls)
	}
	total := 0
	var parts []string
	const most = 6
	for i, h := range s.HandOffs {
		total += h.Times
		if i < most {
			parts = append(parts, fmt.Sprintf("P%d → P%d %d", h.From, h.To, h.Times))
		}
	}
	if len(s.HandOffs) > most {
		parts = append(parts, "…")
	}
	if total > 0 {
		fmt.Fprintf(&text, "hand-offs: %d (%s)\n", total, strings.Join(parts, ", "))
	}
	for line := range strings.Lines(text.String()) {
		if _, err := fmt.Fprintln(w, strings.TrimRight(line, " \n")); err != nil {
			return err
		}
	}
	return nil
}
