package check

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"ipclua/internal/sim"
	"ipclua/sysv"
)

// atGate is what is known of a step when a process comes to it.
func atGate(s sim.Step) sim.Step {
	s.Accesses, s.Err, s.Result, s.Expires = nil, nil, 0, false
	switch s.Call {
	case "shmget", "semget", "msgget":
		s.ID = -1
	case "msgrcv":
		s.Length = 0
	case "spawn":
		s.Child = 0
	}
	return s
}

// compareArrival compares the step to which a process has come with the one that
// is expected.
func (d *director) compareArrival(want, got sim.Step) error {
	want, got = atGate(want), atGate(got)
	if place(&want) != place(&got) {
		return d.differ(place(&want), "%s", place(&got))
	}
	facts := factsOf(&got)
	for i, fact := range factsOf(&want) {
		if fact != facts[i] {
			return d.differ(fact, "%s", facts[i])
		}
	}
	return nil
}

// factsOf are the arguments of a step, each in words.
func factsOf(s *sim.Step) []string {
	return []string{
		fmt.Sprintf("step %d of P%d", s.Number, s.Process),
		fmt.Sprintf("id %d", s.ID),
		fmt.Sprintf("key %v", s.Key),
		fmt.Sprintf("command %d", s.Cmd),
		fmt.Sprintf("offset %d", s.Offset),
		fmt.Sprintf("length %d", s.Length),
		fmt.Sprintf("operations %v", s.Ops),
		fmt.Sprintf("type %d", s.Type),
		fmt.Sprintf("process %d", s.Child),
		fmt.Sprintf("signal %d", s.Signal),
		fmt.Sprintf("timeout %v", s.Timeout),
	}
}

// complete sees how a step came out.
func (d *director) complete(a *actor, c *completion) error {
	s := a.planned
	if a.dying && s.MayQueue() {
		return nil
	}
	a.done = true
	if kind, ok := kindOf(s.Call); ok && s.Err == nil && c.Errno == 0 {
		switch {
		case s.Call == "shmget" || s.Call == "semget" || s.Call == "msgget":
			if err := d.meet(kind, s.Result, c.Result); err != nil {
				return err
			}
			c.Result = s.Result
		case surveyOf(s.Call, s.Cmd) == finds && c.Result == d.real(kind, s.Result),
			surveyOf(s.Call, s.Cmd) == counts: // others may have objects too
			c.Result = s.Result
		}
	}
	if want, got := result(&s.Step), c.text(); want != got {
		return d.differ(want, "%s", got)
	}
	if s.bytes != nil && !bytes.Equal(s.bytes, c.Bytes) {
		return d.differ(fmt.Sprintf("bytes %x", s.bytes), "%x", c.Bytes)
	}
	if a.holds {
		a.holds = false
		return d.tell(a, cue{Now: d.now(), Read: d.read})
	}
	return nil
}

// meet notes which object of the kernel's one of the simulation's is.
func (d *director) meet(kind sysv.Kind, id, real int) error {
	if d.before[object{kind, real}] {
		return d.differ("a new "+string(kind), "%d, which has been there before", real)
	}
	if known, ok := d.known[object{kind, id}]; ok && known != real {
		return d.differ(fmt.Sprintf("%s %d", kind, known), "%d", real)
	}
	d.known[object{kind, id}] = real
	return nil
}

// text is how a step came out, as [result] says it of a simulated one.
func (c *completion) text() string {
	if c.Errno != 0 {
		return c.Errno.Name()
	}
	return strconv.Itoa(c.Result)
}

// compareValues looks at the values of the set that a step was about.
func (d *director) compareValues(s *planned) error {
	if s.values == nil {
		return nil
	}
	var values []uint16
	_, err := d.host.Semctl(d.real(sysv.Semaphore, s.ID), 0, sysv.GETALL, &values)
	switch {
	case errors.Is(err, sysv.EACCES): // nobody is to know
		return nil
	case err != nil:
		return d.differ(fmt.Sprintf("the values %v", s.values), "%v", err)
	case !slices.Equal(values, s.values):
		return d.differ(fmt.Sprintf("the values %v", s.values), "%v", values)
	}
	return nil
}
