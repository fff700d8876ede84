package sim

// Space says what kind of thing an [Access] touches.
type Space uint8

// The spaces. The ID of an access is the object's, or a process's number.
const (
	Bytes    Space = iota // of a segment; the range is in bytes
	Segment               // what IPC_STAT tells of it
	Set                   // its values; the range is of semaphores
	Queue                 // its messages
	Names                 // keys and ids: 0 of segments, 1 of sets, 2 of queues
	Lifetime              // of a process
	Marks                 // the order of the marks
	nowhere
)

// All as an ID means every object of the space.
const All = -1

// Mode is what is done.
type Mode uint8

// The modes. Up and Down are what semop(2) does to a value, Count is an
// increment that nobody who also counts can tell from another.
const (
	Read Mode = iota
	Write
	Atomic // read and write in one step
	Up
	Down
	Zero // wait-for-zero
	Count
)

// Access is one thing that a step touches.
type Access struct {
	Space    Space
	Mode     Mode
	ID       int
	From, To int // half open
	N        int // how much an Up or Down is
}

func (a *Access) overlaps(b *Access) bool {
	return a.Space == b.Space && (a.ID == b.ID || a.ID == All || b.ID == All) && a.From < b.To && b.From < a.To
}

// commute tells whether two overlapping accesses can be swapped wherever both can
// be made.
func commute(a, b Mode) bool {
	if a > b {
		a, b = b, a
	}
	switch {
	case a == Read:
		return b == Read
	case a == Up:
		return b == Up || b == Down
	case a == Zero, a == Count:
		return a == b
	}
	return false
}

// Conflict tells whether two accesses touch the same and cannot be swapped.
func Conflict(a, b *Access) bool { return a.overlaps(b) && !commute(a.Mode, b.Mode) }

// Dependent tells whether the order of two steps of different processes can
// matter where both are possible: whether one changes what the other sees. That
// an Up makes a Down possible is not among it.
func Dependent(a, b *Step) bool {
	if a.Call == "kill" && a.Child == b.Process || b.Call == "kill" && b.Child == a.Process {
		return true
	}
	for i := range a.Accesses {
		for j := range b.Accesses {
			if Conflict(&a.Accesses[i], &b.Accesses[j]) {
				return true
			}
		}
	}
	return false
}

// Races tells whether two steps that are both about to be made are a data race:
// overlapping bytes of a segment, at least one of them a plain write.
func Races(a, b *Step) bool {
	if len(a.Accesses) != 1 || len(b.Accesses) != 1 {
		return false
	}
	x, y := &a.Accesses[0], &b.Accesses[0]
	return x.Space == Bytes && (x.Mode == Write || y.Mode == Write) && x.overlaps(y)
}
