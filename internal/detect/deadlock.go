package detect

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"ipclua/internal/trace"
)

// wait is a process that blocks when the run ends.
type wait struct {
	trace.Event
	text    string // "waits for mutex"
	sem     semaphore
	down    bool // it waits for units of sem
	account *account
	holders []take // of a semaphore that is no signal
	needs   []int  // the processes that could let it through, as far as the run tells
}

// Deadlock explains run.Blocked: who waits for what, who holds it, and whether
// they wait in a circle.
func Deadlock(run *trace.Run) Finding {
	d := newDeadlock(run)
	f := Finding{Kind: Deadlocked}
	cycle := d.cycle()
	switch {
	case len(cycle) > 1 && !slices.ContainsFunc(cycle, func(w *wait) bool { return len(w.holders) == 0 }):
		d.circle(&f, cycle)
	case d.holdAndWait(&f):
	case len(cycle) == 1:
		d.self(&f, cycle[0])
	case d.orphan(&f):
	default:
		d.starved(&f)
	}
	for _, w := range d.waits {
		f.addPending(w.Event)
	}
	return f
}

// deadlock is what is known of a run that hangs.
type deadlock struct {
	run   *trace.Run
	words *trace.Words
	waits []*wait
}

func newDeadlock(run *trace.Run) *deadlock {
	d := &deadlock{run: run, words: trace.NewWords(run)}
	ledger := readLedger(run)
	for _, e := range run.Blocked {
		e.Step = 0 // it has yet to happen
		if e.Blocked == 0 {
			e.Blocked = lastStep(run, e.Process)
		}
		w := &wait{Event: e}
		switch e.Call {
		case "semop", "semtimedop":
			if w.Before == nil {
				w.Before = ledger.values(e)
			}
			op, ok := w.Blocking()
			if !ok && len(e.Ops) > 0 {
				op = e.Ops[0]
			}
			w.sem = semaphore{e.ID, int(op.Num)}
			w.down = op.Op < 0
			w.account = ledger.of(w.sem)
			if w.down {
				w.holders = w.account.holders()
				for _, t := range w.holders {
					w.needs = append(w.needs, t.Process)
				}
				for _, g := range w.account.givers {
					w.needs = append(w.needs, g.Process)
				}
			}
		case "wait":
			w.needs = []int{e.Child}
			if e.Child == 0 { // any child
				w.needs = children(run, e.Process)
			}
		}
		w.text = d.words.Waits(w.Event)
		d.waits = append(d.waits, w)
	}
	return d
}

// cycle is the shortest circle of processes each of which waits for the next.
func (d *deadlock) cycle() []*wait {
	var best []*wait
	var path []*wait
	var visit func(w *wait)
	visit = func(w *wait) {
		if at := slices.Index(path, w); at >= 0 {
			if circle := path[at:]; best == nil || len(circle) < len(best) {
				best = slices.Clone(circle)
			}
			return
		}
		path = append(path, w)
		for _, next := range d.waits {
			if slices.Contains(w.needs, next.Process) && (best == nil || len(path) < len(best)) {
				visit(next)
			}
		}
		path = path[:len(path)-1]
	}
	for _, w := range d.waits {
		visit(w)
	}
	return best
}

// circle: each holds what the one before it waits for.
func (d *deadlock) circle(f *Finding, cycle []*wait) {
	var chain []string
	for i, w := range cycle {
		next := cycle[(i+1)%len(cycle)]
		chain = append(chain, fmt.Sprintf("P%d for P%d", w.Process, next.Process))
	}
	f.Message = fmt.Sprintf("%s wait for each other", who(cycle))
	if len(cycle) > 2 {
		f.Message += " in a circle"
		f.Why = strings.Replace(strings.Join(chain, ", "), " for", " waits for", 1)
	}
	for i, w := range cycle {
		next := cycle[(i+1)%len(cycle)]
		for _, t := range w.holders {
			if t.Process == next.Process {
				d.pend(f, w)
				d.took(f, t, w.sem)
				break
			}
		}
	}
	slices.SortStableFunc(f.Culprits, func(a, b Culprit) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(rank(b)*a.Process, rank(b)*b.Process))
	})
	f.Advice = "take them in the same order in every process, or all in one semop: s:op{{0, -1}, {1, -1}}"
}

// holdAndWait: a process waits for a signal, and whoever could give it waits for
// a semaphore that the process holds.
func (d *deadlock) holdAndWait(f *Finding) bool {
	for _, p := range d.waits {
		for _, q := range d.waits {
			if p.Call == "wait" && !slices.Contains(p.needs, q.Process) {
				continue
			}
			i := slices.IndexFunc(q.holders, func(t take) bool { return t.Process == p.Process })
			if q == p || i < 0 || q.sem == p.sem {
				continue
			}
			held := d.words.Semaphore(q.sem.set, q.sem.num)
			f.Message = fmt.Sprintf("P%d %s while it holds %s, and P%d %s", p.Process, p.text, held, q.Process, q.text)
			f.Advice = fmt.Sprintf("up %s before the wait: do not wait for others while holding what they need", held)
			if p.down {
				f.Advice = fmt.Sprintf("down %s first, then %s: do not wait for others while holding what they need",
					d.words.Semaphore(p.sem.set, p.sem.num), held)
			}
			d.pend(f, p)
			d.took(f, q.holders[i], q.sem)
			d.pend(f, q)
			if p.account != nil {
				f.addSteps(lastOf(p.account.givers))
				for _, t := range p.holders {
					f.addSteps(t.Step)
				}
			}
			return true
		}
	}
	return false
}

// self: a process waits for what it holds.
func (d *deadlock) self(f *Finding, w *wait) {
	mine := w.holders
	name := d.words.Semaphore(w.sem.set, w.sem.num)
	d.pend(f, w)
	f.Message = fmt.Sprintf("P%d %s, which it took itself in step %s", w.Process, w.text, steps(mine))
	f.Advice = fmt.Sprintf("up %s before taking it again: a semaphore does not know who holds it", name)
	if w.account.first > 1 {
		f.Advice = fmt.Sprintf("somebody must up %s for each of its %d units that was taken; nobody did", name, w.account.first)
	}
	for _, t := range mine {
		d.took(f, t, w.sem)
	}
}

// orphan: whoever took it has ended.
func (d *deadlock) orphan(f *Finding) bool {
	for _, w := range d.waits {
		gone := slices.IndexFunc(w.holders, func(t take) bool { return d.run.Process(t.Process).Ended != "" })
		if gone < 0 {
			continue
		}
		t := w.holders[gone]
		queue := slices.DeleteFunc(slices.Clone(d.waits), func(o *wait) bool { return o.account != w.account })
		f.Message = fmt.Sprintf("%s, but P%d, which took it, has ended", subject(queue), t.Process)
		if end := d.run.Process(t.Process).Ended; strings.HasPrefix(end, "signal") {
			f.Message = fmt.Sprintf("%s, but P%d, which took it, was ended by %s", subject(queue), t.Process, end)
		}
		name := d.words.Semaphore(w.sem.set, w.sem.num)
		f.Advice = fmt.Sprintf("up %s on every way out: s:with(f) does; {undo = true} does when the process ends", name)
		d.took(f, t, w.sem)
		for _, o := range queue {
			d.pend(f, o)
		}
		for _, e := range d.run.Events {
			if e.Call == "exit" && e.Process == t.Process || e.Call == "kill" && e.Child == t.Process {
				f.addSteps(e.Step)
			}
		}
		return true
	}
	return false
}

// pend adds a waiting process to a finding, once.
func (d *deadlock) pend(f *Finding, w *wait) {
	if !f.addPending(w.Event) {
		return
	}
	does := w.text
	var by []string
	for _, t := range w.holders {
		by = append(by, fmt.Sprintf("P%d in step %d", t.Process, t.Step))
	}
	if len(by) > 0 {
		does += " (taken by " + join(by) + ")"
	}
	f.Culprits = append(f.Culprits, Culprit{w.Process, w.File, w.Line, does})
}

// took adds a process that took a semaphore to a finding.
func (d *deadlock) took(f *Finding, t take, s semaphore) {
	does := fmt.Sprintf("took %s in step %d", d.words.Semaphore(s.set, s.num), t.Step)
	f.Culprits = append(f.Culprits, Culprit{t.Process, t.File, t.Line, does})
	f.addSteps(t.Step)
}
