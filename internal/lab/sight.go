package lab

import (
	"fmt"

	"ipclua/luamod"
	"ipclua/sysv"
)

// sight is what a driver has seen of a run.
type sight struct {
	Over     bool       // all programs have ended
	Late     bool       // on the real kernel: they have not, and were ended
	Trouble  string     // an error of the lab's own `programs`
	Programs []program  // in the order in which they were started
	Output   string     // of all, once it is over
	Left     []leftover // what exists then
	Findings []finding  // by the rule's index in its run
}

// leftover is an object that exists when all is over.
type leftover struct {
	Kind sysv.Kind
	ID   int
	Key  sysv.Key
}

// String names it: "segment 0x00006009", "a queue".
func (o leftover) String() string {
	if o.Key == sysv.IPC_PRIVATE {
		return fmt.Sprintf("a %s", o.Kind)
	}
	return fmt.Sprintf("%s %v", o.Kind, o.Key)
}

func keyOf(o sysv.Object) sysv.Key {
	switch {
	case o.Shm != nil:
		return o.Shm.Perm.Key
	case o.Sem != nil:
		return o.Sem.Perm.Key
	case o.Msg != nil:
		return o.Msg.Perm.Key
	}
	return sysv.IPC_PRIVATE
}

// program is one that the driver has started.
type program struct {
	Number    int // of its process in the simulator
	Args      []string
	Fails     bool // it must end with a status that is not 0
	Killed    bool // by the driver
	Ended     bool
	Complaint string // on the real kernel: what it said to standard error
	Status    luamod.Status
}

// finding is what a function of the lab's says of a run.
type finding struct {
	Asked bool
	Error string // the function has failed
	Value string // what it gave, as text
	OK    bool
	What  string // is wrong, in its words
}
