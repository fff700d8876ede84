package detect

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"ipclua/internal/trace"
	"ipclua/sysv"
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

// starved: nobody is left who could let them through. Those who wait only for
// somebody who waits are not named.
func (d *deadlock) starved(f *Finding) {
	groups := d.groups()
	var texts []string
	for _, g := range groups {
		texts = append(texts, subject(g))
		for _, w := range g {
			d.pend(f, w)
		}
	}
	fewest := slices.MinFunc(groups, func(a, b []*wait) int { return len(a) - len(b) })
	w := fewest[0]
	remedy := "let them go on"
	if len(groups) == 1 {
		remedy = w.remedy()
	}
	f.Message = fmt.Sprintf("%s, and nobody is left to %s", strings.Join(texts, ", "), remedy)
	f.Advice = d.advise(w)
	switch {
	case w.account != nil && w.down:
		d.supply(f, w)
	case w.account != nil:
		f.Why = fmt.Sprintf("%s is %d, and began with %d", d.words.Semaphore(w.sem.set, w.sem.num), w.account.value, w.account.first)
	case w.Call == "msgrcv":
		d.messages(f, w)
	}
	f.Why = strings.TrimPrefix(f.Why+d.meanwhile(groups), "; ")
	for _, e := range slices.Backward(d.run.Events) {
		if w.concerns(e) && !d.words.Initialises(e) {
			f.addSteps(e.Step)
		}
	}
	for _, e := range slices.Backward(d.run.Events) {
		if e.Access() || e.Call == "exit" || len(e.Ops) > 0 && e.ID == w.ID && !d.words.Initialises(e) {
			f.addSteps(e.Step)
		}
	}
}

// groups are those who wait for the same, of those who do not just wait for
// somebody who waits.
func (d *deadlock) groups() (groups [][]*wait) {
	add := func(w *wait) {
		for i, g := range groups {
			if g[0].text == w.text && g[0].ID == w.ID {
				groups[i] = append(g, w)
				return
			}
		}
		groups = append(groups, []*wait{w})
	}
	for _, w := range d.waits {
		if !slices.ContainsFunc(d.waits, func(o *wait) bool { return slices.Contains(w.needs, o.Process) }) {
			add(w)
		}
	}
	if len(groups) == 0 {
		for _, w := range d.waits {
			add(w)
		}
	}
	return groups
}

// meanwhile says what the others wait for, where they are few.
func (d *deadlock) meanwhile(groups [][]*wait) string {
	const most = 2
	var texts []string
	for _, w := range d.waits {
		if !slices.ContainsFunc(groups, func(g []*wait) bool { return slices.Contains(g, w) }) {
			texts = append(texts, fmt.Sprintf("P%d %s", w.Process, w.text))
		}
	}
	if len(texts) == 0 || len(texts) > most {
		return ""
	}
	return "; " + join(texts) + " meanwhile"
}

// supply tells of a signal that did not come how often it came before.
func (d *deadlock) supply(f *Finding, w *wait) {
	name := d.words.Semaphore(w.sem.set, w.sem.num)
	ups := w.account.givers
	if lost := w.account.lost; len(ups) == 0 && len(lost) > 0 {
		up, set := lost[len(lost)-1], w.account.set
		f.Why = fmt.Sprintf("P%d upped %s in step %d, and P%d set it to %d in step %d: that up is lost",
			up.Process, name, up.Step, set.Process, w.account.first, set.Step)
		f.Advice = fmt.Sprintf("give %s its value where it is made, before others can use it: ipc.semaphore{ value = %d }", name, w.account.first)
		for _, e := range []trace.Event{set, up} {
			f.Culprits = append(f.Culprits, Culprit{e.Process, e.File, e.Line, d.words.Does(e)})
			f.addSteps(e.Step)
		}
		return
	}
	if len(ups) == 0 {
		f.Why = fmt.Sprintf("nobody ever upped %s in this run; it began with %d", name, w.account.first)
		return
	}
	f.Why = fmt.Sprintf("%s was upped %s, and every unit was taken", name, times(len(ups)))
	if w.account.value > 0 {
		f.Why = fmt.Sprintf("%s was upped %s and is %d, which is not enough", name, times(len(ups)), w.account.value)
	}
	last := ups[len(ups)-1]
	f.Culprits = append(f.Culprits, Culprit{last.Process, last.File, last.Line, fmt.Sprintf("upped %s last, in step %d", name, last.Step)})
}

// messages tells of a message that did not come how many came before.
func (d *deadlock) messages(f *Finding, w *wait) {
	queue := d.words.Object(trace.Queue, w.ID)
	sent, received := 0, trace.Event{}
	for _, e := range d.run.Events {
		if e.Kind != trace.Queue || e.ID != w.ID || e.Failed() {
			continue
		}
		switch e.Call {
		case "msgsnd":
			sent++
		case "msgrcv":
			sent--
			received = e
		}
	}
	switch {
	case sent > 0:
		f.Why = fmt.Sprintf("%s holds %s, but none that this receive takes", queue, count(sent, "message"))
	case received.Step == 0:
		f.Why = fmt.Sprintf("nobody ever sent a message to %s in this run", queue)
	case received.Process != w.Process:
		f.Why = fmt.Sprintf("%s is empty: P%d received the last message in step %d", queue, received.Process, received.Step)
		f.Culprits = append(f.Culprits, Culprit{received.Process, received.File, received.Line, d.words.Does(received)})
		f.addSteps(received.Step)
	}
}

// concerns says whether an event is about the object, and of a set the
// semaphore, that a process waits for.
func (w *wait) concerns(e trace.Event) bool {
	if e.Kind != w.Kind || e.ID != w.ID {
		return false
	}
	if e.Kind == trace.Semaphore {
		return slices.ContainsFunc(e.Ops, func(op sysv.SemOp) bool { return int(op.Num) == w.sem.num })
	}
	return e.Call == "msgsnd" || e.Call == "msgrcv"
}

// remedy is what somebody else would have to do.
func (w *wait) remedy() string {
	switch {
	case w.Call == "msgrcv":
		return "send"
	case w.Call == "msgsnd":
		return "receive"
	case w.Call == "wait":
		return "end it"
	case w.down:
		return "up it"
	}
	return "down it"
}

func (d *deadlock) advise(w *wait) string {
	switch {
	case w.Call == "msgrcv":
		return "send a message of the right type for each receive, and a last one that says it is over"
	case w.Call == "msgsnd":
		return "somebody must receive while others send: the queue holds msg_qbytes bytes and no more"
	case w.Call == "wait":
		return "see to it that the child ends before somebody waits for it"
	case w.down:
		return fmt.Sprintf("up %s once for every down that waits for it, on every way through the program",
			d.words.Semaphore(w.sem.set, w.sem.num))
	}
	return fmt.Sprintf("down %s until it is 0, once for every unit that it began with or was given", d.words.Semaphore(w.sem.set, w.sem.num))
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

func who(waits []*wait) string {
	if len(waits) > 3 {
		return fmt.Sprintf("%d processes", len(waits))
	}
	names := make([]string, len(waits))
	for i, w := range waits {
		names[i] = fmt.Sprintf("P%d", w.Process)
	}
	return join(names)
}

// subject is "P2 waits for mutex", "P2 and P3 wait for mutex".
func subject(waits []*wait) string {
	text := waits[0].text
	if len(waits) > 1 {
		text = strings.Replace(text, "waits", "wait", 1)
	}
	return who(waits) + " " + text
}

func steps(takes []take) string {
	var numbers []string
	for _, t := range takes {
		numbers = append(numbers, fmt.Sprint(t.Step))
	}
	return join(numbers)
}

// join is "a", "a and b", "a, b and c".
func join(words []string) string {
	last := len(words) - 1
	if last < 1 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// lastStep is the last step of a process, or that of its birth.
func lastStep(run *trace.Run, process int) int {
	for _, e := range slices.Backward(run.Events) {
		if e.Process == process || e.Call == "spawn" && e.Child == process {
			return e.Step
		}
	}
	return 0
}

func children(run *trace.Run, process int) []int {
	var numbers []int
	for _, p := range run.Processes {
		if p.Parent == process {
			numbers = append(numbers, p.Number)
		}
	}
	return numbers
}

func times(n int) string {
	switch n {
	case 1:
		return "once"
	case 2:
		return "twice"
	}
	return fmt.Sprintf("%d times", n)
}

func lastOf(events []trace.Event) int {
	if len(events) == 0 {
		return 0
	}
	return events[len(events)-1].Step
}

// rank puts those who wait before those who took.
func rank(c Culprit) int {
	if strings.HasPrefix(c.Does, "waits") {
		return 0
	}
	return 1
}
