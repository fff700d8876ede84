package sim

import (
	"time"

	"ipclua/sysv"
)

// Step is one thing that a process does: a call, or an access to memory.
type Step struct {
	Process  int    // who, from 1
	Number   int    // which of its steps, from 1
	Call     string // "semop", "shmget" …; "read", "write", "atomic"; "spawn", "wait", "sleep", "kill", "exit"; whatever a mark is called
	Accesses []Access
	Expires  bool // it would block, and is to give up in time

	ID      int // of the object
	Key     sysv.Key
	Cmd     int
	Offset  int // of the bytes
	Length  int
	Ops     []sysv.SemOp
	Type    int64 // of a message
	Child   int   // who is spawned, waited for, killed
	Signal  int
	Timeout time.Duration
	Mark    string // what a mark is about

	File string // where the process is, if that is known
	Line int

	Err    error // once it is made
	Result int   // what it returned
}

// MayQueue tells whether the step is one that can sleep in a queue of the kernel.
func (s *Step) MayQueue() bool { return s.Call == "semop" || s.Call == "msgsnd" || s.Call == "msgrcv" }
