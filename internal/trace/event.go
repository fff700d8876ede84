// Package trace is what a run of a script looks like from outside: which process
// did what, when, at which line, and what became of it.
//
//   - [Run] is a whole run: its processes, its objects, its events
//   - [Event] is one call or one access to shared memory
//   - [Words] says what an event does
//   - [HTML] shows a run as a page
//
// Its JSON is the native form; every other one is made from it.
package trace

import (
	"strings"
	"time"

	"ipclua/sysv"
)

// Run is one run of a script: a simulated one, whose steps have an order and no
// times, or a real one, which is Timed. Times count from the run's beginning. In a
// real run the order is one that the calls' intervals and results allow; what
// follows from all such orders is told, and nothing else: see [Event.Before] and
// [Event.Freed].
type Run struct {
	Script    string            `json:"script"`
	Processes []Process         `json:"processes"` // by number, from 1
	Objects   []Object          `json:"objects"`
	Events    []Event           `json:"events"`
	Sources   map[string]string `json:"sources,omitempty"` // the text of each file that an event names
	Blocked   []Event           `json:"blocked,omitempty"` // what processes were waiting for when the run ended

	Timed  bool          `json:"timed,omitempty"`  // events have times; else their order is all there is
	Start  time.Time     `json:"start,omitzero"`   // when a timed run began
	Length time.Duration `json:"length,omitempty"` // when it was over, or was looked at
	Lost   int           `json:"lost,omitempty"`   // calls for which there was no room in the record
}

// Process is one process of a run.
type Process struct {
	Number int    `json:"number"` // from 1, the script's own
	Pid    int    `json:"pid"`
	Parent int    `json:"parent,omitempty"` // its number, 0 for none
	Name   string `json:"name"`             // what it runs: a script, or a function with its line
	Output string `json:"output,omitempty"` // what it printed
	Ended  string `json:"ended,omitempty"`  // "exit 0", "signal 9"; empty: it still ran

	Begin time.Duration `json:"begin,omitempty"` // where the run is timed
	End   time.Duration `json:"end,omitempty"`   // 0: it still ran, or nobody saw its end
}

// Kind says what an object is.
type Kind string

// The kinds of objects.
const (
	Segment   Kind = "segment"
	Semaphore Kind = "semaphore" // a set
	Queue     Kind = "queue"
)

// Object is a segment, a set or a queue of a run.
type Object struct {
	Kind  Kind     `json:"kind"`
	ID    int      `json:"id"`
	Key   sysv.Key `json:"key"`
	Size  int      `json:"size"`            // bytes of a segment, semaphores of a set
	Names []string `json:"names,omitempty"` // of a set's semaphores
	Left  bool     `json:"left,omitempty"`  // nobody removed it
}

// Event is one call, or one access to the bytes of a segment.
type Event struct {
	Step    int    `json:"step"` // in the order of the run, from 1; 0: it has yet to happen
	Process int    `json:"process"`
	Call    string `json:"call"` // "semop", "shmget" …; "read", "write", "atomic" for memory; "spawn", "wait", "sleep", "kill", "exit", "error"
	File    string `json:"file,omitempty"`
	Line    int    `json:"line,omitempty"`

	Kind   Kind `json:"kind,omitempty"` // of the object, with its id
	ID     int  `json:"id,omitempty"`
	Offset int  `json:"offset,omitempty"` // of the bytes accessed
	Length int  `json:"length,omitempty"`

	Ops    []sysv.SemOp `json:"ops,omitempty"`
	Detail string       `json:"detail,omitempty"` // the arguments that have no field of their own, as text
	Args   string       `json:"args,omitempty"`   // all arguments as C writes them, where they are known: "3, {0, -1}, 1"
	Child  int          `json:"child,omitempty"`  // the process that was spawned, waited for or killed

	Result  string `json:"result,omitempty"`  // as text: the number, the errno's name, or [Unfinished]
	Before  Values `json:"before,omitempty"`  // the set's values
	After   Values `json:"after,omitempty"`   // of the same length, where there are both
	Bytes   []byte `json:"bytes,omitempty"`   // of an access: what was there after it
	Blocked int    `json:"blocked,omitempty"` // the step after which the process began to wait here; 0: it did not
	Freed   int    `json:"freed,omitempty"`   // the step (an up, a send, an exit) that let a blocked call through

	// Where the run is timed. End is 0 for what has not ended.
	Begin time.Duration `json:"begin,omitempty"`
	Since time.Duration `json:"since,omitempty"` // when it began to wait: from then to End it is blocked; 0: it did not
	End   time.Duration `json:"end,omitempty"`
}

// AnyChild is the detail of a wait for whichever child ends first; Child is the one
// that did.
const AnyChild = "any"

// Unfinished is the result of a call in which its process was ended.
const Unfinished = "?"

// Object gives the object of a kind and id; one that the run does not list has
// nothing but these.
func (r *Run) Object(kind Kind, id int) Object {
	for _, o := range r.Objects {
		if o.Kind == kind && o.ID == id {
			return o
		}
	}
	return Object{Kind: kind, ID: id}
}

// Process gives a process by number; one that the run does not list has nothing
// but that.
func (r *Run) Process(number int) Process {
	for _, p := range r.Processes {
		if p.Number == number {
			return p
		}
	}
	return Process{Number: number}
}

// Waited says whether the process had to wait in the call.
func (e Event) Waited() bool { return e.Blocked > 0 || e.Since > 0 }

// Failed says whether the call gave an errno.
func (e Event) Failed() bool {
	return len(e.Result) > 1 && e.Result[0] == 'E' && strings.ToUpper(e.Result) == e.Result
}

// Access says whether the event is an access to memory.
func (e Event) Access() bool {
	return e.Call == "read" || e.Call == "write" || e.Call == "atomic"
}

// Writes says whether the event changes memory.
func (e Event) Writes() bool { return e.Call == "write" || e.Call == "atomic" }

// Overlaps says whether two accesses have bytes in common.
func (e Event) Overlaps(f Event) bool {
	return e.Access() && f.Access() && e.ID == f.ID &&
		e.Offset < f.Offset+f.Length && f.Offset < e.Offset+e.Length
}

// Blocking gives the first operation of a semop that could not go through with
// the values before it.
func (e Event) Blocking() (sysv.SemOp, bool) {
	values := map[uint16]int{}
	for i, v := range e.Before {
		values[uint16(i)] = int(v)
	}
	for _, op := range e.Ops {
		v := values[op.Num]
		if v == Unknown {
			return sysv.SemOp{}, false
		}
		if op.Op == 0 && v != 0 || v+int(op.Op) < 0 {
			return op, true
		}
		values[op.Num] = v + int(op.Op)
	}
	return sysv.SemOp{}, false
}
