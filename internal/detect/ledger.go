package detect

import (
	"slices"
	"strings"

	"ipclua/internal/trace"
	"ipclua/sysv"
)

// ledger is who took units of each semaphore and did not give them back.
type ledger map[semaphore]*account

// semaphore is one of a set.
type semaphore struct{ set, num int }

// account is one semaphore's entry in the ledger. A process that gives more than
// it took makes it a signal: then nobody holds it.
type account struct {
	value  int
	first  int // the value that it was initialised with
	takes  []take
	givers []trace.Event // ups by processes that held nothing of it
	set    trace.Event   // the semctl that gave it its value
	lost   []trace.Event // the ups before that, not taken
	robbed []take        // the units that processes held then
	undo   bool          // it was taken with SEM_UNDO
	plain  bool          // and it was given back without
}

// take is one unit taken.
type take struct {
	trace.Event
	undo bool // the kernel gives it back when the process ends
}

// readLedger goes through a run's semaphore calls. The creator's first semop on a new
// set, when it only adds, gives the set its values and is no signal.
func readLedger(run *trace.Run) ledger {
	l := ledger{}
	creator, touched := map[int]int{}, map[int]bool{}
	for _, e := range run.Events {
		if e.Kind != trace.Semaphore || e.Failed() {
			continue
		}
		switch e.Call {
		case "semget":
			if creator[e.ID] == 0 {
				creator[e.ID] = e.Process
			}
		case "semop", "semtimedop":
			first := !touched[e.ID] && creator[e.ID] == e.Process && !slices.ContainsFunc(e.Ops, func(op sysv.SemOp) bool { return op.Op <= 0 })
			touched[e.ID] = true
			for _, op := range e.Ops {
				l.of(semaphore{e.ID, int(op.Num)}).apply(e, op, first)
			}
		case "semctl":
			if strings.Contains(e.Detail, "IPC_RMID") {
				for s := range l {
					if s.set == e.ID {
						delete(l, s)
					}
				}
			}
			if !slices.Equal(e.Before, e.After) {
				touched[e.ID] = true
			}
			for num := range min(len(e.Before), len(e.After)) {
				before, known := e.Before.At(num)
				after, _ := e.After.At(num)
				if old := l.of(semaphore{e.ID, num}); e.Before[num] != e.After[num] {
					a := &account{first: after, set: e}
					if known && before > after {
						a.lost = old.givers
					} else if known {
						a.robbed = old.holders()
					}
					l[semaphore{e.ID, num}] = a
				}
			}
		}
		for num := range e.After {
			if v, known := e.After.At(num); known {
				l.of(semaphore{e.ID, num}).value = v
			}
		}
	}
	for _, a := range l {
		a.takes = slices.DeleteFunc(a.takes, func(t take) bool {
			return t.undo && run.Process(t.Process).Ended != ""
		})
	}
	return l
}

func (l ledger) of(s semaphore) *account {
	if l[s] == nil {
		l[s] = &account{}
	}
	return l[s]
}

func (a *account) apply(e trace.Event, op sysv.SemOp, first bool) {
	undo := op.Flg&sysv.SEM_UNDO != 0
	a.undo = a.undo || op.Op < 0 && undo
	a.plain = a.plain || op.Op > 0 && !undo && !first
	for range -int(op.Op) {
		a.takes = append(a.takes, take{e, undo})
	}
	for range int(op.Op) {
		if first {
			a.first++
			continue
		}
		mine := slices.IndexFunc(a.takes, func(t take) bool { return t.Process == e.Process })
		if mine >= 0 {
			a.takes = slices.Delete(a.takes, mine, mine+1)
		} else {
			a.givers = append(a.givers, e)
		}
	}
}

// holders are the takes of a semaphore that were not given back, none where it
// is used as a signal.
func (a *account) holders() []take {
	if a.signal() {
		return nil
	}
	return a.takes
}

func (a *account) signal() bool { return len(a.givers) > 0 || a.first == 0 }

// values are a set's values at the end of the run.
func (l ledger) values(e trace.Event) []uint16 {
	var values []uint16
	for _, op := range e.Ops {
		for len(values) <= int(op.Num) {
			values = append(values, uint16(l.of(semaphore{e.ID, len(values)}).value))
		}
	}
	return values
}
