package trace

import (
	"cmp"
	"fmt"
	"slices"

	"ipclua/sysv"
)

// What a page has at most.
const (
	mostColumns = 6       // values beside the steps
	mostCells   = 200     // cells
	mostBytes   = 1 << 16 // bytes of a cell whose value is followed
)

// cell is a piece of what processes share: the bytes of some access, a semaphore,
// a queue.
type cell struct {
	Number int
	Name   string // "n[0]", "mutex", "the queue"
	Where  string // "bytes 0–3", where the name does not say it
	Notes  []string

	Value, Bytes string // at the end

	kind    Kind
	id      int
	at      int   // the semaphore's number, the first byte
	length  int   // of the bytes
	access  Event // one that names the bytes and knows their type
	uses    int
	changes int

	bytes []byte // as far as they are known
	known []bool
}

// Marked says whether the page has to say something of the cell.
func (c *cell) Marked() bool { return len(c.Notes) > 0 }

// store keeps an access's bytes, or forgets those that it changes to nobody knows what.
func (c *cell) store(e Event) {
	from, to := max(e.Offset, c.at), min(e.Offset+e.Length, c.at+c.length)
	known := len(e.Bytes) == e.Length
	if from >= to || c.length > mostBytes || !known && !e.Writes() {
		return
	}
	if c.bytes == nil {
		c.bytes, c.known = make([]byte, c.length), make([]bool, c.length)
	}
	if known {
		copy(c.bytes[from-c.at:to-c.at], e.Bytes[from-e.Offset:])
	}
	for i := from; i < to; i++ {
		c.known[i-c.at] = known
	}
}

// load gives the bytes, nil where not all are known.
func (c *cell) load() []byte {
	if slices.Contains(c.known, false) {
		return nil
	}
	return c.bytes
}

// concerns says whether an event is about the cell.
func (c *cell) concerns(e Event) bool {
	switch {
	case e.Kind != c.kind || e.ID != c.id:
		return false
	case e.Access():
		return c.at < e.Offset+e.Length && e.Offset < c.at+c.length
	case c.kind == Semaphore:
		return slices.ContainsFunc(e.Ops, func(op sysv.SemOp) bool { return int(op.Num) == c.at })
	}
	return c.kind == Queue
}

// setting is a new value of a cell.
type setting struct {
	Cell  int    `json:"cell"`
	Value string `json:"value"`
	Bytes string `json:"bytes,omitempty"`
}

// findCells lists what the events are about, sorted; of very many those that are
// used most.
func (d *diagram) findCells() {
	type bytes struct {
		object
		at, length int
	}
	cells := map[bytes]*cell{}
	add := func(kind Kind, id, at, length int) *cell {
		key := bytes{object{kind, id}, at, length}
		c := cells[key]
		if c == nil {
			c = &cell{kind: kind, id: id, at: at, length: length}
			cells[key] = c
			d.Cells = append(d.Cells, c)
		}
		c.uses++
		return c
	}
	for i, e := range d.events() {
		marked := i >= len(d.Run.Events) || slices.Contains(d.Page.Marked, e.Step)
		switch {
		case e.Access():
			c := add(Segment, e.ID, e.Offset, e.Length)
			if name := d.words.Cell(e); c.Name == "" || name != d.words.Bytes(e) {
				c.Name, c.access = name, e
			}
			if c.Where = d.words.Bytes(e); c.Where == c.Name {
				c.Where = ""
			}
			if marked {
				c.note(d, e)
			}
		case e.Kind == Semaphore:
			for _, op := range e.Ops {
				c := add(Semaphore, e.ID, int(op.Num), 1)
				if blocks, ok := e.Blocking(); marked && (blocks == op || !ok) {
					c.note(d, e)
				}
			}
			for num := range min(len(e.Before), len(e.After)) {
				if before, after, known := e.Change(num); known && before != after {
					add(Semaphore, e.ID, num, 1)
				}
			}
		case e.Call == "msgsnd" || e.Call == "msgrcv":
			c := add(Queue, e.ID, 0, 0)
			if marked {
				c.note(d, e)
			}
		}
	}
	if len(d.Cells) > mostCells {
		slices.SortStableFunc(d.Cells, func(a, b *cell) int {
			return cmp.Or(cmp.Compare(len(b.Notes), len(a.Notes)), cmp.Compare(b.uses, a.uses))
		})
		d.Cells, d.OtherCells = d.Cells[:mostCells], len(d.Cells)-mostCells
	}
	order := []Kind{Segment, Semaphore, Queue}
	slices.SortFunc(d.Cells, func(a, b *cell) int {
		return cmp.Or(cmp.Compare(slices.Index(order, a.kind), slices.Index(order, b.kind)),
			cmp.Compare(a.id, b.id), cmp.Compare(a.at, b.at), cmp.Compare(a.length, b.length))
	})
	for i, c := range d.Cells {
		c.Number = i
		switch c.kind {
		case Semaphore:
			c.Name = d.words.Semaphore(c.id, c.at)
		case Queue:
			c.Name, c.Where = d.words.Object(Queue, c.id), "messages"
		}
	}
}

// note says on a cell what a process does with it.
func (c *cell) note(d *diagram, e Event) {
	text := fmt.Sprintf("P%d %s", e.Process, d.words.Does(e))
	if e.Waited() && (e.Step == 0 || e.Step > len(d.Run.Events)) {
		text = fmt.Sprintf("P%d %s", e.Process, d.words.Waits(e))
	}
	c.Notes = append(c.Notes, text)
}

// chooseColumns takes the cells that the page speaks of, and those that change
// most often.
func (d *diagram) chooseColumns() {
	d.Columns = slices.Clone(d.Cells)
	slices.SortStableFunc(d.Columns, func(a, b *cell) int {
		if a.Marked() != b.Marked() {
			return cmp.Compare(len(b.Notes), len(a.Notes))
		}
		return cmp.Compare(b.changes, a.changes)
	})
	d.Columns = d.Columns[:min(mostColumns, len(d.Columns))]
	slices.SortFunc(d.Columns, func(a, b *cell) int { return cmp.Compare(a.Number, b.Number) })
}

// shared is what is known of what processes share at a moment.
type shared struct {
	cells    map[object][]*cell
	messages map[int]int // in queues
}

// apply makes an event's changes. It gives the cells' new values, and those that
// come to light only now but must have held before.
func (s *shared) apply(d *diagram, e Event) (before, after []setting) {
	set := func(to *[]setting, c *cell, value, bytes string) {
		if c.Value != value || c.Bytes != bytes {
			c.Value, c.Bytes = value, bytes
			c.changes++
			*to = append(*to, setting{c.Number, value, bytes})
		}
	}
	if e.Kind == Queue && !e.Failed() {
		s.messages[e.ID] += map[string]int{"msgsnd": 1, "msgrcv": -1}[e.Call]
	}
	for _, c := range s.cells[object{e.Kind, e.ID}] {
		unknown := c.Value == ""
		switch e.Kind {
		case Segment:
			if !c.concerns(e) {
				continue
			}
			to := &after
			if unknown && e.Call == "read" {
				to = &before
			}
			c.store(e)
			if b := c.load(); b != nil {
				access := c.access
				access.Bytes = b
				set(to, c, d.words.Value(access), hexadecimal(b))
			} else if !unknown {
				set(to, c, "?", "")
			}
		case Semaphore:
			if v, known := e.Before.At(c.at); known && unknown {
				set(&before, c, fmt.Sprint(v), "")
			}
			if v, known := e.After.At(c.at); known {
				set(&after, c, fmt.Sprint(v), "")
			} else if c.at < len(e.After) && !unknown {
				set(&after, c, "?", "")
			}
		case Queue:
			set(&after, c, fmt.Sprint(max(0, s.messages[c.id])), "")
		}
	}
	return before, after
}

// hexadecimal shows the first bytes of a few.
func hexadecimal(b []byte) string {
	const most = 8
	if len(b) > most {
		return fmt.Sprintf("% x …", b[:most])
	}
	return fmt.Sprintf("% x", b)
}
