package trace

import "slices"

// frame is what a step changes, for the page's script.
type frame struct {
	Now    []now     `json:"now,omitempty"`
	Values []setting `json:"values,omitempty"`
}

// now is where a process is after a step, and what it did or is about to do there.
type now struct {
	Process int    `json:"process"`
	State   string `json:"state"` // "did", "waits", "ready", "next", "ended"
	Text    string `json:"text"`
	File    int    `json:"file"` // the number of the source, -1: none
	Line    int    `json:"line"`
}

// follow goes through the run and fills the frames.
func (d *diagram) follow() {
	state := &shared{map[object][]*cell{}, map[int]int{}}
	for _, c := range d.Cells {
		o := object{c.kind, c.id}
		state.cells[o] = append(state.cells[o], c)
	}
	waiting := map[int][]Event{} // by the step after which they began to
	freed := map[int][]Event{}   // by the step that let them through
	for _, e := range slices.Concat(d.events(), d.stuck) {
		waiting[e.Blocked] = append(waiting[e.Blocked], e)
		freed[e.Freed] = append(freed[e.Freed], e)
	}
	sets := map[int][]uint16{}
	for i, e := range d.Run.Events {
		f := &d.Frames[i+1]
		before, after := state.apply(d, e)
		d.Frames[0].Values = append(d.Frames[0].Values, before...)
		f.Values = after
		if e.Kind == Semaphore && e.After != nil {
			sets[e.ID] = e.After
		}
		f.Now = append(f.Now, d.moves(e)...)
		for _, w := range freed[i+1] {
			f.Now = append(f.Now, d.now(w, "ready", "may go on"))
		}
		for _, w := range waiting[i+1] {
			if w.Kind == Semaphore && sets[w.ID] != nil {
				w.Before = sets[w.ID]
			}
			f.Now = append(f.Now, d.now(w, "waits", d.words.Waits(w)))
		}
	}
	for _, e := range d.Page.Pending {
		state, last := "next", &d.Frames[d.Last]
		if e.Waited() {
			state = "waits"
		}
		last.Now = append(last.Now, d.now(e, state, d.words.tells(e, true)))
	}
}

// moves says where an event brings its process and others.
func (d *diagram) moves(e Event) []now {
	moves := []now{d.now(e, "did", d.words.tells(e, false))}
	if e.Call == "spawn" && e.Child > 0 {
		moves = append(moves, now{e.Child, "ready", "begins", -1, 0})
	}
	for _, l := range d.Lanes {
		if l.end == e.Step {
			text := "ended"
			if l.Ended != "" {
				text += ": " + l.Ended
			}
			moves = append(moves, now{l.Number, "ended", text, -1, 0})
		}
	}
	return moves
}

func (d *diagram) now(e Event, state, text string) now {
	n := now{e.Process, state, text, -1, e.Line}
	for _, f := range d.Files {
		if f.Name == e.File {
			n.File = f.Number
		}
	}
	return n
}
