package sysv

// Waiter is a thread that sleeps in a call on a set or a queue.
type Waiter struct {
	PID  int
	Name string // comm, as in ps(1)
	Call string // "semop" (semtimedop too), "msgsnd" or "msgrcv"
	// What semop asked for; nil where the process's memory may not be read.
	Ops []SemOp
	// The type that msgrcv asked for, as in msgrcv(2).
	Type int64
}

// Waiting is who sleeps on what.
type Waiting map[place][]Waiter

// place is what one can sleep on: ids of different kinds may be equal.
type place struct {
	kind Kind
	id   int
}

// On gives who sleeps on an object, in the order of process ids.
func (w Waiting) On(kind Kind, id int) []Waiter { return w[place{kind, id}] }
