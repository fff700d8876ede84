package sim

// spin notices a process that does the same again and again while nothing
// changes: it waits, busily, for somebody else.
type spin struct {
	version int // the machine's, since when
	seen    []look
}

// look is a step that changes nothing, and how often it was made.
type look struct {
	call         string
	line         int
	id, from, to int
	child        int
	times        int
}

// patience is how often the same may be looked at before others go first.
const patience = 20

// note is called for each step that p makes.
func (s *spin) note(p *Process) {
	if s.version != p.m.version {
		s.version, s.seen = p.m.version, s.seen[:0]
	}
	next := &p.next
	now := look{call: next.Call, line: next.Line, id: next.ID, from: next.Offset, to: next.Offset + next.Length, child: next.Child}
	for i := range s.seen {
		l := &s.seen[i]
		now.times = l.times
		if *l == now {
			l.times++
			return
		}
	}
	now.times = 1
	const most = 16 // places of a loop that is recognised
	if len(s.seen) < most {
		s.seen = append(s.seen, now)
	}
}

// spins tells whether p should let others go first.
func (p *Process) spins() bool {
	if p.spin.version != p.m.version {
		return false
	}
	for i := range p.spin.seen {
		if p.spin.seen[i].times >= patience {
			return true
		}
	}
	return false
}
