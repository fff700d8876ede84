package sim

import (
	"bytes"
	"slices"

	"ipclua/sysv"
)

// begin states a step; touch adds to what it touches, make makes it.
func (p *Process) begin(call string) {
	p.complete()
	p.next = Step{Process: p.Number, Number: p.next.Number + 1, Call: call, Accesses: p.touches[:0], Timeout: sysv.Forever}
	p.came = p.m.now
	if p.Where != nil {
		p.next.File, p.next.Line = p.Where()
	}
}

func (p *Process) touch(a Access) { p.next.Accesses = append(p.next.Accesses, a) }

// make returns when it is p's turn to make the step, which then is no longer to
// be waited for, or expires.
func (p *Process) make(w want) {
	p.wants = w
	if p.dying == 0 {
		p.waiting = true
		p.m.arrived(p)
	}
	p.handOn()
	p.waiting = false
	p.next.Expires = w != wantNothing && p.blocks()
	p.m.record(p)
	p.spin.note(p)
}

// handOn gives the baton away until p is chosen. A process that a signal is
// ending goes on as soon as all others have come to their next step.
func (p *Process) handOn() {
	if p.dying != 0 {
		p.m.advance = append(p.m.advance, p)
		p.leaving = true
	}
	if !p.m.pass(p) {
		<-p.baton
	}
	p.leaving = false
	if p.dead {
		goexit()
	}
	if p.dying != 0 && p.waiting {
		p.waiting = false
		goexit()
	}
}

// complete finishes an access, once the bytes are what it made them.
func (p *Process) complete() {
	if p.open {
		p.open = false
		p.finish(nil)
	}
}

// last is the step that p made last. Where p has slept, others are behind it.
func (p *Process) last() *Step { return &p.m.made[p.made] }

// expire lets the time go by that a call was to wait at most.
func (p *Process) expire() {
	if p.next.Timeout > 0 {
		p.m.now = max(p.m.now, p.came+p.next.Timeout)
	}
}

// finish completes the step that was made. One that has slept in a queue has been
// observed when it came there.
func (p *Process) finish(err error) {
	m := p.m
	s := p.last()
	s.Err = err
	if p.changes(s) {
		m.version++
	}
	if m.config.Observer != nil && !p.slept {
		m.config.Observer.Made(m, s)
	}
	p.slept = false
}

// changes tells whether the step that was made may have changed what others see.
func (p *Process) changes(s *Step) bool {
	if s.Err != nil || s.Expires {
		return false
	}
	if (s.Call == "write" || s.Call == "atomic") && len(p.was) > 0 {
		return !bytes.Equal(p.was, p.m.IPC.Bytes(s.ID)[s.Offset:s.Offset+s.Length])
	}
	return slices.ContainsFunc(s.Accesses, func(a Access) bool { return a.Mode != Read && a.Mode != Zero })
}

// canGoOn tells whether the next step can be made now.
func (p *Process) canGoOn() bool {
	return p.wants == wantNothing || p.next.Timeout >= 0 || !p.blocks()
}

// blocks tells whether the next step would have to wait.
func (p *Process) blocks() bool {
	switch p.wants {
	case wantOps:
		return p.m.IPC.SemopBlocks(&p.Caller, p.next.ID, p.next.Ops)
	case wantRoom:
		return p.m.IPC.MsgsndBlocks(&p.Caller, p.next.ID, p.next.Type, p.text, p.flags)
	case wantMessage:
		return p.m.IPC.MsgrcvBlocks(&p.Caller, p.next.ID, p.text, p.next.Type, p.flags)
	case wantEnd:
		return !p.child.ended
	case wantWake:
		return p.waiter != nil
	}
	return false
}

// touchLeft adds what the end of the process changes: its adjustments, and the
// number of those that are attached.
func (p *Process) touchLeft() {
	p.touch(Access{Space: Segment, Mode: Count, ID: All, To: 1})
	if p.undoing {
		p.touch(Access{Space: Set, Mode: Write, ID: All, To: 1 << 16})
	}
}

// clone is a step that can be kept.
func (s *Step) clone() Step {
	c := *s
	c.Accesses = slices.Clone(s.Accesses)
	c.Ops = slices.Clone(s.Ops)
	return c
}

// forget takes a process off those that are to come to their next step.
func (m *Machine) forget(p *Process) {
	m.advance = slices.DeleteFunc(m.advance, func(q *Process) bool { return q == p })
}
