package luamod

import (
	"context"
	"errors"
	"fmt"
	"math"
	"time"

	"ipclua/sysv"
)

// A new set has a sem_otime of 0 until the first semop(2). Its creator puts the
// values in place with that very semop, so values and time appear in one step,
// and whoever opens the set waits until the time is there.

// getSet finds or creates a set. EINVAL for one that exists says why.
func (m *Module) getSet(key sysv.Key, n, mode int, exists bool) (int, error) {
	id, err := m.world.Kernel.Semget(key, n, mode)
	if exists && errors.Is(err, sysv.EINVAL) {
		found, e := m.world.Kernel.Semget(key, 0, 0)
		if e != nil {
			return id, err
		}
		if s, e := m.statObject(sysv.Semaphore, found); e == nil && s.Sem.Nsems < uint64(n) {
			err = smallSet(key, s.Sem.Nsems, n)
		}
	}
	return id, err
}

func smallSet(object any, count uint64, asked int) error {
	return &sysv.Error{Op: "semget", Object: object, Errno: sysv.EINVAL,
		Why: fmt.Sprintf("the set that exists has %d semaphores, %d were asked for", count, asked)}
}

// prepareSet initialises the set if it is new, or waits until its creator has;
// without values neither. It gives the number of semaphores.
func (m *Module) prepareSet(o *object, values []uint16, patience float64) (int, error) {
	if o.created {
		return len(values), m.initialise(o.id, values)
	}
	s, err := m.statObject(sysv.Semaphore, o.id)
	if err != nil {
		return 0, err
	}
	if s.Sem.Nsems < uint64(len(values)) { // opened by its id: nobody has compared
		return 0, smallSet(o.id, s.Sem.Nsems, len(values))
	}
	if values != nil && s.Sem.Otime == 0 {
		err = m.awaitInitialised(o, patience)
	}
	return int(s.Sem.Nsems), err
}

// initialise puts the values of a new set in place.
func (m *Module) initialise(id int, values []uint16) error {
	var ops []sysv.SemOp
	for i, v := range values {
		switch {
		case i > math.MaxUint16 || v > math.MaxInt16:
			return m.initialiseInTwo(id, values)
		case v > 0:
			ops = append(ops, sysv.SemOp{Num: uint16(i), Op: int16(v)})
		}
	}
	if ops == nil { // all are zero: only the time is missing
		ops = []sysv.SemOp{{Flg: sysv.IPC_NOWAIT}}
	}
	err := m.world.Kernel.Semop(context.Background(), id, ops, sysv.Forever)
	if errors.Is(err, sysv.E2BIG) {
		return m.initialiseInTwo(id, values)
	}
	return err
}

// initialiseInTwo is for what one semop cannot hold. Openers still wait for the
// time, which an operation that changes nothing sets.
func (m *Module) initialiseInTwo(id int, values []uint16) error {
	if _, err := m.world.Kernel.Semctl(id, 0, sysv.SETALL, values); err != nil {
		return err
	}
	var err error
	// Somebody who does not wait may have changed the value; one of the two
	// orders fits all.
	for _, first := range [2]int16{1, -1} {
		ops := []sysv.SemOp{{Op: first, Flg: sysv.IPC_NOWAIT}, {Op: -first, Flg: sysv.IPC_NOWAIT}}
		err = m.world.Kernel.Semop(context.Background(), id, ops, sysv.Forever)
		if err == nil {
			break
		}
	}
	return err
}

// awaitInitialised waits until the creator has initialised the set. The kernel
// has no wait for that, so this looks again and again, ever more seldom.
func (m *Module) awaitInitialised(o *object, patience float64) error {
	const shortest, longest = 200 * time.Microsecond, 20 * time.Millisecond
	ctx := m.world.Context()
	end := m.world.Time() + patience
	for pause := shortest; ; pause = min(longest, pause*3/2) {
		s, err := m.statObject(sysv.Semaphore, o.id)
		if err != nil {
			return err
		}
		if s.Sem.Otime != 0 {
			return nil
		}
		left := time.Duration((end - m.world.Time()) * float64(time.Second))
		if left <= 0 {
			return &sysv.Error{Op: "semget", Object: o.key, Errno: sysv.ETIMEDOUT, Why: fmt.Sprintf(
				"the set %d exists, but in %v s nobody has initialised it: its creator ended before that, or used only SETVAL; "+
					"remove it, or open it without value, values and count", o.id, patience)}
		}
		if err := m.world.Sleep(ctx, min(pause, left)); err != nil {
			return &sysv.Error{Op: "semget", Object: o.key, Errno: sysv.EINTR}
		}
	}
}
