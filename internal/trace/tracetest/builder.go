// Package tracetest makes runs by hand, for tests of what reads them.
package tracetest

import (
	"encoding/binary"
	"slices"
	"strconv"

	"ipclua/internal/trace"
	"ipclua/sysv"
)

// Builder makes a run call by call. It numbers the steps and keeps the values of
// semaphores and cells; it does not check that a call could have gone through.
type Builder struct {
	Run    *trace.Run
	values map[int][]uint16
	cells  map[[2]int]int32
	undo   func() // of the last event
}

// New begins a run of a script with this text. Process 1 runs it.
func New(script, source string) *Builder {
	return &Builder{
		Run: &trace.Run{
			Script:    script,
			Sources:   map[string]string{script: source},
			Processes: []trace.Process{{Number: 1, Pid: 101, Name: script}},
		},
		values: map[int][]uint16{},
		cells:  map[[2]int]int32{},
	}
}

// Do adds an event of a process at a line and returns it to be completed.
func (b *Builder) Do(process, line int, call string) *trace.Event {
	b.undo = func() {}
	b.Run.Events = append(b.Run.Events, trace.Event{
		Step: len(b.Run.Events) + 1, Process: process, Call: call, File: b.Run.Script, Line: line,
	})
	return &b.Run.Events[len(b.Run.Events)-1]
}

// Segment is shmget of a new segment; its id is returned.
func (b *Builder) Segment(process, line, size int) int {
	return b.object(process, line, "shmget", trace.Object{Kind: trace.Segment, Size: size})
}

// Set is semget of a new set and the semop that gives it its values, when one is
// not 0; its id is returned.
func (b *Builder) Set(process, line int, names []string, values ...uint16) int {
	id := b.object(process, line, "semget", trace.Object{Kind: trace.Semaphore, Size: len(values), Names: names})
	b.values[id] = make([]uint16, len(values))
	var ops []sysv.SemOp
	for i, v := range values {
		if v != 0 {
			ops = append(ops, sysv.SemOp{Num: uint16(i), Op: int16(v)})
		}
	}
	if ops != nil {
		b.Op(process, line, id, ops...)
	}
	return id
}

// Queue is msgget of a new queue; its id is returned.
func (b *Builder) Queue(process, line int) int {
	return b.object(process, line, "msgget", trace.Object{Kind: trace.Queue})
}

func (b *Builder) object(process, line int, call string, o trace.Object) int {
	o.ID = len(b.Run.Objects) + 1
	b.Run.Objects = append(b.Run.Objects, o)
	e := b.Do(process, line, call)
	e.Kind, e.ID, e.Result = o.Kind, o.ID, strconv.Itoa(o.ID)
	return o.ID
}

// Spawn starts a process, whose number is returned.
func (b *Builder) Spawn(parent, line int, name string) int {
	number := len(b.Run.Processes) + 1
	b.Run.Processes = append(b.Run.Processes, trace.Process{Number: number, Pid: 100 + number, Parent: parent, Name: name})
	b.Do(parent, line, "spawn").Child = number
	return number
}

// Op is a semop that goes through.
func (b *Builder) Op(process, line, id int, ops ...sysv.SemOp) *trace.Event {
	e := b.Do(process, line, "semop")
	e.Kind, e.ID, e.Ops, e.Result = trace.Semaphore, id, ops, "0"
	e.Before = slices.Clone(b.values[id])
	before := e.Before
	b.undo = func() { copy(b.values[id], before) }
	for _, op := range ops {
		b.values[id][op.Num] = uint16(int(b.values[id][op.Num]) + int(op.Op))
	}
	e.After = slices.Clone(b.values[id])
	return e
}

// Down takes 1 from a semaphore.
func (b *Builder) Down(process, line, id, num int) *trace.Event {
	return b.Op(process, line, id, sysv.SemOp{Num: uint16(num), Op: -1})
}

// Up gives 1 to a semaphore.
func (b *Builder) Up(process, line, id, num int) *trace.Event {
	return b.Op(process, line, id, sysv.SemOp{Num: uint16(num), Op: 1})
}

// Read reads an int32.
func (b *Builder) Read(process, line, id, offset int) *trace.Event {
	return b.access(process, line, "read", id, offset, b.cells[[2]int{id, offset}])
}

// Write writes an int32.
func (b *Builder) Write(process, line, id, offset int, value int32) *trace.Event {
	at := [2]int{id, offset}
	old := b.cells[at]
	b.cells[at] = value
	e := b.access(process, line, "write", id, offset, value)
	b.undo = func() { b.cells[at] = old }
	return e
}

func (b *Builder) access(process, line int, call string, id, offset int, value int32) *trace.Event {
	e := b.Do(process, line, call)
	e.Kind, e.ID, e.Offset, e.Length = trace.Segment, id, offset, 4
	e.Bytes = binary.NativeEndian.AppendUint32(nil, uint32(value))
	return e
}

// Wait is a wait for a child that goes through.
func (b *Builder) Wait(process, line, child int) { b.Do(process, line, "wait").Child = child }

// Exit ends a process.
func (b *Builder) Exit(process int) {
	b.Do(process, 0, "exit").Result = "0"
	b.Run.Processes[process-1].Ended = "exit 0"
}

// Block takes the last event back: it is what its process waits for when the run ends.
func (b *Builder) Block() {
	last := len(b.Run.Events) - 1
	e := b.Pending()
	e.Blocked = last
	b.Run.Blocked = append(b.Run.Blocked, e)
}

// Pending takes the last event back: it is about to happen.
func (b *Builder) Pending() trace.Event {
	last := len(b.Run.Events) - 1
	e := b.Run.Events[last]
	b.Run.Events = b.Run.Events[:last]
	b.undo()
	e.Step, e.Result, e.After = 0, "", nil
	return e
}
