package detect

import (
	"slices"

	"ipclua/internal/trace"
)

// readBefore is the read that a write goes back to: the process's last access to
// these bytes, when that is a read.
func readBefore(run *trace.Run, write trace.Event) trace.Event {
	if !write.Writes() {
		return trace.Event{}
	}
	for _, e := range slices.Backward(run.Events) {
		if write.Step != 0 && e.Step >= write.Step || e.Process != write.Process || !e.Overlaps(write) {
			continue
		}
		if e.Call == "read" {
			return e
		}
		break
	}
	return trace.Event{}
}

// before is the run up to an event; the whole, where that has yet to happen.
func before(run *trace.Run, e trace.Event) *trace.Run {
	part := *run
	if e.Step != 0 {
		part.Events = run.Events[:e.Step-1]
	}
	return &part
}

// writer is the last write to bytes before a read of them.
func writer(run *trace.Run, read trace.Event) trace.Event {
	for _, w := range slices.Backward(run.Events[:read.Step-1]) {
		if w.Writes() && w.Overlaps(read) {
			return w
		}
	}
	return trace.Event{}
}

// lastStep is the last step of a process, or that of its birth.
func lastStep(run *trace.Run, process int) int {
	for _, e := range slices.Backward(run.Events) {
		if e.Process == process || e.Call == "spawn" && e.Child == process {
			return e.Step
		}
	}
	return 0
}

func children(run *trace.Run, process int) []int {
	var numbers []int
	for _, p := range run.Processes {
		if p.Parent == process {
			numbers = append(numbers, p.Number)
		}
	}
	return numbers
}

func lastOf(events []trace.Event) int {
	if len(events) == 0 {
		return 0
	}
	return events[len(events)-1].Step
}
