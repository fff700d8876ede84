package check

import (
	"fmt"
	"slices"
	"syscall"
	"time"

	"ipclua/internal/sim"
	"ipclua/sysv"
)

// follow makes the steps of the plan, one after the other.
func (d *director) follow() error {
	for i := range d.plan.steps {
		d.step = i + 1
		s := &d.plan.steps[i]
		if err := d.make(s); err != nil {
			return err
		}
		if err := d.compareValues(s); err != nil {
			return err
		}
		if s.settled {
			if err := d.settle(s); err != nil {
				return err
			}
		}
	}
	return nil
}

// make makes a step and waits until it is complete.
func (d *director) make(s *planned) error {
	a := d.processes[s.Process-1]
	c := cue{Kill: true} // of a call that sleeps until its time is over
	if !s.Expires || !a.holds {
		if err := d.await(a, &s.Step); err != nil {
			return err
		}
		c = d.cue(a, s)
	}
	a.arrived, a.done, a.planned, a.holds = nil, false, s, a.holds || c.Sleeps
	if err := d.tell(a, c); err != nil {
		return err
	}
	if slices.Contains(s.asleep, a.number) {
		return d.awaitSleep(a)
	}
	if f := d.plan.failure; f != nil && f.Endless && f.Process == a.number && d.step == len(d.plan.steps) {
		return nil // an access is complete when the process comes to its next step
	}
	what := "that it is made"
	for s.MayQueue() { // which Linux may find to block
		ok, err := d.within(lull, func() bool { return a.done || a.gone })
		if err != nil {
			return err
		}
		if ok {
			break
		}
		if asleep, err := d.asleep(a); err != nil {
			return err
		} else if asleep && !a.done {
			return d.differ(what, "that it waits")
		}
	}
	if err := d.until(what, func() bool { return d.isComplete(a, s) || a.gone }); err != nil {
		return err
	}
	if !d.isComplete(a, s) {
		return d.differ(what, "the end of P%d", a.number)
	}
	return nil
}

// lull is after which time a call that should not wait is looked at.
const lull = 200 * time.Millisecond

// await waits until a process has come to a step, which must be the one that is
// expected.
func (d *director) await(a *actor, s *sim.Step) error {
	what := fmt.Sprintf("that P%d comes to it", a.number)
	if err := d.until(what, func() bool { return a.arrived != nil || a.gone }); err != nil {
		return err
	}
	if a.gone {
		return d.differ(what, "its end")
	}
	return d.compareArrival(*s, a.arrived.Step)
}

// cue is what a process must know for a step.
func (d *director) cue(a *actor, s *planned) cue {
	c := cue{Now: s.now, Read: d.read, ID: s.ID, Result: s.Result, Sleeps: slices.Contains(s.asleep, a.number)}
	if kind, ok := kindOf(s.Call); ok {
		switch survey := surveyOf(s.Call, s.Cmd); {
		case survey == noSurvey:
			c.ID = d.real(kind, s.ID)
		case survey == finds && s.Err == nil:
			c.ID = d.real(kind, s.Result) // the kernel reduces it to the index where it is
		}
	}
	switch s.Call {
	case "spawn":
		child := d.processes[s.Child-1]
		child.job, child.spawned = a.arrived.Job, true
		c.Child, c.Pid = s.Child, d.plan.pids[s.Child-1]
	case "wait":
		child := d.processes[s.Child-1]
		c.Ended, c.Got = child.gone, child.result
	case "kill":
		c.Ended = d.processes[s.Child-1].gone
	case "shmctl", "semctl", "msgctl":
		c.Pids = map[int]int{}
		for i, p := range d.processes {
			if p.pid != 0 {
				c.Pids[p.pid] = d.plan.pids[i]
			}
		}
	}
	return c
}

func kindOf(call string) (sysv.Kind, bool) {
	switch call {
	case "shmget", "shmat", "shmdt", "shmctl", "read", "write", "atomic":
		return sysv.Segment, true
	case "semget", "semop", "semctl":
		return sysv.Semaphore, true
	case "msgget", "msgsnd", "msgrcv", "msgctl":
		return sysv.Queue, true
	}
	return "", false
}

// isComplete tells whether a step is. The end of a process is when its connection
// is closed: the kernel does that after it has detached and undone.
func (d *director) isComplete(a *actor, s *planned) bool {
	switch s.Call {
	case "exit":
		return a.gone
	case "kill":
		return a.done && d.reached(d.processes[s.Child-1], s)
	}
	return a.done
}

// reached tells whether a signal has done what it does.
func (d *director) reached(target *actor, s *planned) bool {
	if s.Err != nil || target.gone {
		return true
	}
	switch syscall.Signal(s.Signal) {
	case syscall.SIGKILL:
		return false
	case syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP:
		return target.dying
	}
	return true
}

// awaitSleep waits until the call of a process sleeps in the kernel. Of one that has
// slept before, that is not always so at once: a signal of Go's scheduler wakes it for a
// moment.
func (d *director) awaitSleep(a *actor) error {
	expected := fmt.Sprintf("that P%d waits", a.number)
	deadline := time.Now().Add(slowest)
	for pause := time.Millisecond; ; pause = min(2*pause, 50*time.Millisecond) {
		asleep, err := d.asleep(a)
		switch {
		case err != nil:
			return err
		case a.done:
			return d.differ(expected, "that it goes on")
		case asleep:
			return nil
		case time.Now().After(deadline):
			return d.differ(expected, "neither in %v", slowest)
		}
		time.Sleep(pause)
	}
}

// settle waits until every process has come to its next step, or sleeps where it
// is to sleep.
func (d *director) settle(s *planned) error {
	for _, a := range d.processes {
		if !d.isThere(a) {
			continue
		}
		if slices.Contains(s.asleep, a.number) {
			if err := d.awaitSleep(a); err != nil {
				return err
			}
			continue
		}
		what := fmt.Sprintf("that P%d goes on", a.number)
		if err := d.until(what, func() bool { return a.arrived != nil || a.gone }); err != nil {
			return err
		}
	}
	return nil
}

// isThere tells whether a process has been spawned and has not ended.
func (d *director) isThere(a *actor) bool { return !a.gone && (a.number == 1 || a.spawned) }
