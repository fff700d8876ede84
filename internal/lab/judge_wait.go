package lab

import (
	"slices"

	"ipclua/internal/check"
	"ipclua/internal/sim"
)

func defineNoBusyWait(*fields) (judge, string) {
	return noBusyWait{}, "who waits does so in the kernel: nobody asks again and again, nor sleeps meanwhile"
}

// noBusyWait demands that nobody looks again and again at what does not change, nor
// sleeps while others are there.
type noBusyWait struct{}

// mostLooks is how often the same may be looked at.
const mostLooks = 20

func (noBusyWait) judge(p *play) verdict {
	if p.Play == nil {
		return verdict{}
	}
	w := waits{looks: map[look]int{}, spins: p.Outcome.Spins}
	living := 0
	made := p.Made()
	for i := range made {
		s := &made[i]
		students := p.isStudents(s.Process)
		switch {
		case s.Call == "spawn" && s.Err == nil && p.isStudents(s.Child):
			living++
		case s.Call == "exit" && students:
			living--
		case s.Call == "sleep" && students && s.File != "" && s.Mark != check.HostMark && living > 1:
			return p.failsAt(i, "P%d sleeps in order to wait", s.Process)
		}
		if w.note(s) >= mostLooks && students {
			return p.failsAt(i, "P%d does the same over and over%s: it waits by asking", s.Process, placeOf(s))
		}
	}
	return verdict{decided: p.Over || p.stuck()}
}

// waits counts how often processes look at the same while nothing else happens to
// it. To take a semaphore and to give it back in between is nothing.
type waits struct {
	looks map[look]int
	spins bool // somebody was held back because nothing at all had changed
}

// look is a step that changes nothing: which, by whom and where.
type look struct {
	process, line, id, offset int
	file, call                string
}

// note takes a step into account. Of a look it gives how often it was made.
func (w *waits) note(s *sim.Step) int {
	this := look{s.Process, s.Line, s.ID, s.Offset, s.File, s.Call}
	switch {
	case s.Err != nil || s.Expires, s.Call == "read", s.Call == "atomic" && w.spins:
		w.looks[this]++
		return w.looks[this]
	case s.Call == "semop":
		delete(w.looks, this)
	case s.Call == "write" || s.Call == "atomic":
		w.forget(func(l look) bool { return l.process == s.Process || l.id == s.ID && l.call != "semop" })
	case s.Call != "sleep" && slices.ContainsFunc(s.Accesses, func(a sim.Access) bool { return a.Mode != sim.Read }):
		w.forget(func(l look) bool { return l.process == s.Process })
	}
	return 0
}

func (w *waits) forget(those func(look) bool) {
	for l := range w.looks {
		if those(l) {
			delete(w.looks, l)
		}
	}
}
