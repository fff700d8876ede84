package detect

import (
	"fmt"
	"slices"
	"strings"

	"ipclua/internal/trace"
	"ipclua/sysv"
)

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
