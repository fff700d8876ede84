package sim

import (
	"iter"

	"ipclua/sysv"
)

// An id is a sequence number and an index into a table, as ipc/util.c makes
// them: indexes are given in turn, through minCycle places or one and a half
// times as many as are in use, and each time round the sequence number grows.
const (
	indexBits = 15
	maxIndex  = 1<<indexBits - 1
	maxSeq    = 1<<(31-indexBits) - 1
	minCycle  = 64
)

// A table has the objects of one kind. The zero table is empty.
type table[T any] struct {
	slots []slot[T]
	inUse int
	next  int // the index to try first
	last  int // one more than the index given last
	seq   int
}

// slot is a place in a table; perm, nil where it is free, is the object's.
type slot[T any] struct {
	*perm
	object *T
}

// add puts an object in, which gets its id; false where there are limit
// already.
func (t *table[T]) add(object *T, p *perm, limit int) bool {
	if t.inUse >= min(limit, maxIndex+1) {
		return false
	}
	end := min(max(t.inUse*3/2, minCycle), maxIndex+1)
	index := t.free(t.next, end)
	if index == end {
		index = t.free(0, end)
	}
	if index < t.last {
		t.seq = (t.seq + 1) % maxSeq
	}
	t.next, t.last = index+1, index+1
	t.inUse++
	if index == len(t.slots) {
		t.slots = append(t.slots, slot[T]{})
	}
	p.seq = t.seq
	p.id = t.seq<<indexBits + index
	t.slots[index] = slot[T]{p, object}
	return true
}

// free gives the first free index in [from, end), or end.
func (t *table[T]) free(from, end int) int {
	for from < end && from < len(t.slots) && t.slots[from].perm != nil {
		from++
	}
	return min(from, end)
}

// remove takes an object out.
func (t *table[T]) remove(id int) {
	t.slots[id&maxIndex] = slot[T]{}
	t.inUse--
}

// find gives the object of an id, nil where there is none.
func (t *table[T]) find(id int) *T {
	if id < 0 || id&maxIndex >= len(t.slots) {
		return nil
	}
	s := &t.slots[id&maxIndex]
	if s.perm == nil || s.id != id {
		return nil
	}
	return s.object
}

// at gives the object at an index, or at the one of an id, nil where there is
// none.
func (t *table[T]) at(index int) *T {
	if index < 0 || index&maxIndex >= len(t.slots) {
		return nil
	}
	return t.slots[index&maxIndex].object
}

// stated is find for IPC_STAT, at for the commands that take an index.
func (t *table[T]) stated(id, cmd int) *T {
	if cmd == sysv.IPC_STAT {
		return t.find(id)
	}
	return t.at(id)
}

// get is the part that shmget, semget and msgget share (ipcget() of
// ipc/util.c): tooSmall tells that an object is not what was asked for, create
// makes a new one and gives its id.
func (t *table[T]) get(c *Caller, key sysv.Key, flags int, tooSmall func(*T) bool, create func() (int, sysv.Errno)) (int, sysv.Errno) {
	if key == sysv.IPC_PRIVATE {
		return create()
	}
	for _, s := range t.slots {
		switch {
		case s.perm == nil || s.key != key:
			continue
		case flags&sysv.IPC_CREAT != 0 && flags&sysv.IPC_EXCL != 0:
			return 0, sysv.EEXIST
		case tooSmall(s.object):
			return 0, sysv.EINVAL
		case !s.allows(c, flags):
			return 0, sysv.EACCES
		}
		return s.id, 0
	}
	if flags&sysv.IPC_CREAT == 0 {
		return 0, sysv.ENOENT
	}
	return create()
}

// highest gives the highest index in use, 0 where none is.
func (t *table[T]) highest() int {
	for i := len(t.slots) - 1; i > 0; i-- {
		if t.slots[i].perm != nil {
			return i
		}
	}
	return 0
}

// all gives the objects in the order of their indexes.
func (t *table[T]) all() iter.Seq[*T] {
	return func(yield func(*T) bool) {
		for _, s := range t.slots {
			if s.perm != nil && !yield(s.object) {
				return
			}
		}
	}
}
