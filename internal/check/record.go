package check

import (
	"fmt"
	"slices"
	"strconv"

	"ipclua/internal/sim"
	"ipclua/internal/trace"
	"ipclua/sysv"
)

// recorder makes a trace of a run.
type recorder struct {
	run     trace.Run
	values  map[int][]uint16 // of sets, as they were
	blocked map[int]int      // for each process that waits, the step after which it began to
	freed   map[int]int      // for each process that waited, the step that let it through
}

func newRecorder(script string) *recorder {
	return &recorder{
		run:    trace.Run{Script: script},
		values: map[int][]uint16{}, blocked: map[int]int{}, freed: map[int]int{},
	}
}

// Made is the observer's.
func (r *recorder) Made(m *sim.Machine, s *sim.Step) {
	e := event(s)
	e.Step = len(m.Made())
	if since, ok := r.blocked[s.Process]; ok {
		e.Blocked, e.Freed = since, r.freed[s.Process]
		delete(r.blocked, s.Process)
		delete(r.freed, s.Process)
	}
	if e.Kind == trace.Semaphore {
		e.Before, e.After = r.values[s.ID], slices.Clone(m.IPC.Values(s.ID))
		r.values[s.ID] = e.After
	}
	if e.Offset+e.Length > 0 && e.Kind == trace.Segment {
		if b := m.IPC.Bytes(s.ID); b != nil {
			e.Bytes = slices.Clone(b[e.Offset : e.Offset+e.Length])
		}
	}
	r.run.Events = append(r.run.Events, e)
	r.meet(m, s, e)
	for number := 1; number <= m.Processes(); number++ {
		if number == s.Process {
			continue
		}
		since, waits := r.blocked[number]
		switch blocks := m.Blocked(number); {
		case blocks && !waits:
			r.blocked[number] = e.Step
		case !blocks && waits && r.freed[number] == 0:
			r.freed[number] = e.Step
		case blocks && waits && r.freed[number] != 0: // somebody else was quicker
			r.freed[number] = 0
			r.blocked[number] = since
		}
	}
}

// event is a step as a trace tells it.
func event(s *sim.Step) trace.Event {
	e := trace.Event{
		Process: s.Process, Call: s.Call, File: s.File, Line: s.Line, ID: s.ID,
		Ops: slices.Clone(s.Ops), Child: s.Child, Detail: detail(s),
	}
	switch s.Call {
	case "shmget", "shmat", "shmdt", "shmctl":
		e.Kind = trace.Segment
	case "read", "write", "atomic":
		e.Kind, e.Offset, e.Length = trace.Segment, s.Offset, s.Length
	case "semget", "semop", "semctl":
		e.Kind = trace.Semaphore
	case "msgget", "msgsnd", "msgrcv", "msgctl":
		e.Kind, e.Length = trace.Queue, s.Length
	}
	e.Result = result(s)
	return e
}

// detail is what there is to say of the arguments beside the fields of an event.
func detail(s *sim.Step) string {
	switch s.Call {
	case "shmget", "semget", "msgget":
		if s.Key == sysv.IPC_PRIVATE {
			return "IPC_PRIVATE"
		}
		return s.Key.String()
	case "shmctl", "semctl", "msgctl":
		return trace.CommandName(s.Call, s.Cmd)
	case "kill":
		return fmt.Sprintf("signal %d", s.Signal)
	case "sleep":
		return strconv.FormatFloat(s.Timeout.Seconds(), 'g', -1, 64) + " s"
	case "msgsnd", "msgrcv":
		return fmt.Sprintf("type %d", s.Type)
	}
	return s.Mark
}

func result(s *sim.Step) string {
	if s.Err == nil {
		return strconv.Itoa(s.Result)
	}
	if e, ok := s.Err.(*sysv.Error); ok {
		return e.Errno.Name()
	}
	return s.Err.Error()
}

// meet notes an object that is new.
func (r *recorder) meet(m *sim.Machine, s *sim.Step, e trace.Event) {
	if s.Err != nil || s.Call != "shmget" && s.Call != "semget" && s.Call != "msgget" {
		return
	}
	if slices.ContainsFunc(r.run.Objects, func(o trace.Object) bool { return o.Kind == e.Kind && o.ID == s.ID }) {
		return
	}
	o := trace.Object{Kind: e.Kind, ID: s.ID, Key: s.Key}
	switch e.Kind {
	case trace.Segment:
		o.Size = len(m.IPC.Bytes(s.ID))
	case trace.Semaphore:
		o.Size = len(m.IPC.Values(s.ID))
	}
	r.run.Objects = append(r.run.Objects, o)
}

// finish completes the trace when the run is over.
func (r *recorder) finish(run *run, outcome sim.Outcome) *trace.Run {
	m := run.machine
	for number := 1; number <= m.Processes(); number++ {
		p := m.Process(number)
		t := trace.Process{Number: number, Pid: p.Pid(), Name: p.Name, Output: string(run.output.by[number])}
		if p.Parent != nil {
			t.Parent = p.Parent.Number
		}
		status, ended := p.Ended()
		switch {
		case !ended:
		case status.Signal != 0:
			t.Ended = fmt.Sprintf("signal %d", status.Signal)
		default:
			t.Ended = fmt.Sprintf("exit %d", status.Code)
		}
		r.run.Processes = append(r.run.Processes, t)
	}
	for i := range r.run.Objects {
		o := &r.run.Objects[i]
		if o.Kind == trace.Semaphore {
			o.Names = run.names[o.ID]
		}
		o.Left = slices.ContainsFunc(m.IPC.Left(), func(l sysv.Object) bool {
			return trace.Kind(l.Kind) == o.Kind && l.ID == o.ID
		})
	}
	for i := range outcome.Pending {
		s := &outcome.Pending[i]
		e := event(s)
		e.Result, e.Step, e.Blocked = "", outcome.Steps+1, r.blocked[s.Process]
		if e.Kind == trace.Semaphore {
			e.Before = slices.Clone(m.IPC.Values(s.ID))
		}
		r.run.Blocked = append(r.run.Blocked, e)
	}
	var files []string
	for _, e := range slices.Concat(r.run.Events, r.run.Blocked) {
		files = append(files, e.File)
	}
	for _, f := range run.errors {
		files = append(files, f.File)
	}
	r.run.Sources = run.files.sources(files)
	return &r.run
}
