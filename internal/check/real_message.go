package check

import (
	"io"
	"time"

	"github.com/fxamacker/cbor/v2"

	"ipclua/internal/sim"
	"ipclua/luamod"
	"ipclua/sysv"
)

// A real process and the director of a replay talk over a socket: first a hello
// and its answer, a task; then the process sends notes and the director cues,
// both as CBOR (RFC 8949).

// talk is how both sides read and write. A script's texts need not be UTF-8.
func talk(conn io.ReadWriter) (*cbor.Decoder, *cbor.Encoder) {
	mode, err := cbor.DecOptions{UTF8: cbor.UTF8DecodeInvalid}.DecMode()
	if err != nil {
		panic(err) // the options are wrong
	}
	return mode.NewDecoder(conn), cbor.NewEncoder(conn)
}

// hello is how a process begins.
type hello struct {
	Secret string
	Number int
	Pid    int
}

// task is what a process is to do.
type task struct {
	Argv  []string // the command line of the script, as [Load] takes it
	At    int
	Text  []byte // of a script from standard input
	Stdin []byte
	Read  int // how much of it has been
	Seed  uint64
	Exact bool
	Job   *luamod.Job // nil: the script itself

	Pid, Parent int // its pids as the simulation calls them
	Now         time.Duration
}

// note is what a process says. One field is set.
type note struct {
	Arrived *arrival
	Done    *completion
	Failure *Failure // the error that is ending the process
	Result  []byte   // of the shipped function
	Over    *over    // the process is about to end
	Dying   int      // the signal that has come
	Asleep  *asleep
}

// arrival is a step that a process is about to make.
type arrival struct {
	Step sim.Step    // without what is known only later
	Job  *luamod.Job // of a spawn
	Read int         // how much of standard input has been
}

// completion is how a step came out.
type completion struct {
	Errno  sysv.Errno // 0: well
	Result int
	Bytes  []byte
}

// over is how the script ended, or a process.
type over struct {
	Code  int
	Noise []string // what came to light after it
}

// asleep answers whether the process sleeps in a call on an object.
type asleep struct {
	Yes bool
	Err string // why nobody knows
}

// cue is what the director says: to make the step, or, after a call that has
// slept in the kernel, to go on.
type cue struct {
	Now    time.Duration // the virtual time once it is made
	Read   int           // how much of standard input has been, by all
	ID     int           // of the object, to the real kernel
	Result int           // of the call in the simulation: the id of what it finds or makes
	Sleeps bool          // wait for another cue once it is made
	Child  int           // whom to spawn: the number and
	Pid    int           // what the simulation calls it
	Ended  bool          // the child has: wait for that, however short the time
	Got    []byte        // what the child's function gave
	Pids   map[int]int   // by what they really are, what the simulation calls them

	Look sysv.Kind // tell whether the process sleeps in a call on ID
	Kill bool      // give the call up in which it sleeps
}
