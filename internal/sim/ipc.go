package sim

import (
	"cmp"
	"slices"

	"ipclua/sysv"
)

// IPC is the state of System V IPC of one machine, as an IPC namespace of
// Linux 6 has it. Each method is one system call of a [Caller], done at once
// and whole, or tells that it would wait. Errors are *sysv.Error, as a
// [sysv.Kernel] gives them.
//
// It has no goroutines and no locks: one call at a time. It has no clock and no
// chance either: the same calls give the same answers.
type IPC struct {
	// Time gives the seconds since the epoch, for the times of IPC_STAT. One
	// that says 0 makes what happened look as if it never had.
	Time   func() int64
	Limits Limits

	segments table[segment]
	sets     table[set]
	queues   table[queue]
	births   int
	mostSems int
	used     struct {
		pages uint64 // of segments
		bytes uint64 // of segments that were attached
		sems  int
	}
}

// NewIPC gives an IPC without objects, with Linux's default limits and a clock
// that stands at 1.
func NewIPC() *IPC {
	return &IPC{Time: func() int64 { return 1 }, Limits: DefaultLimits()}
}

// Caller is the process on whose behalf a call is made. UID 0 may do everything.
type Caller struct {
	Pid, UID, GID int

	attached []attachment // in the order of addresses
	undos    []*undo      // the last used first
}

// Exit does what the end of a process does: it detaches its segments, then
// undoes its operations with SEM_UNDO. Calls that still wait must have been
// cancelled.
func (k *IPC) Exit(c *Caller) {
	for _, a := range c.attached {
		k.detach(c, a)
	}
	c.attached = nil
	k.undoAll(c)
}

// Values gives the values of a set, nil where there is none.
func (k *IPC) Values(id int) []uint16 {
	s := k.sets.find(id)
	if s == nil {
		return nil
	}
	return s.values()
}

// MostSemaphores is how many there have been at a time, of all sets.
func (k *IPC) MostSemaphores() int { return k.mostSems }

// Bytes gives the bytes of a segment themselves, nil where there is none, or no
// memory for it.
func (k *IPC) Bytes(id int) []byte {
	s := k.segments.find(id)
	if s == nil {
		return nil
	}
	return k.bytes(s)
}

// Left gives the objects that exist, in the order in which they were made.
func (k *IPC) Left() []sysv.Object {
	type aged struct {
		birth int
		sysv.Object
	}
	var all []aged
	for s := range k.segments.all() {
		all = append(all, aged{s.birth, sysv.Object{Kind: sysv.Segment, ID: s.id, Shm: s.stat()}})
	}
	for s := range k.sets.all() {
		all = append(all, aged{s.birth, sysv.Object{Kind: sysv.Semaphore, ID: s.id, Sem: s.stat()}})
	}
	for q := range k.queues.all() {
		all = append(all, aged{q.birth, sysv.Object{Kind: sysv.Queue, ID: q.id, Msg: q.stat()}})
	}
	slices.SortFunc(all, func(a, b aged) int { return cmp.Compare(a.birth, b.birth) })
	var list []sysv.Object
	for _, each := range all {
		list = append(list, each.Object)
	}
	return list
}
