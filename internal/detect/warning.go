package detect

import (
	"fmt"
	"slices"

	"ipclua/internal/trace"
)

// looks is how often a process may see the same before it counts as waiting
// busily.
const looks = 20

// BusyWait says whether a process looks at the same bytes again and again while
// nothing changes them, or repeats a call that fails with EAGAIN.
func BusyWait(run *trace.Run) (Finding, bool) {
	type look struct {
		call, file, seen string
		line             int
	}
	words := trace.NewWords(run)
	last := map[int]look{}
	count := map[int]int{}
	for _, e := range run.Events {
		idle := e.Call == "read" || e.Call == "atomic" || e.Failed() && e.Result == "EAGAIN"
		if !idle {
			if e.Call != "sleep" {
				delete(last, e.Process)
			}
			continue
		}
		this := look{e.Call, e.File, fmt.Sprint(e.Kind, e.ID, e.Offset, e.Bytes, e.Ops), e.Line}
		if last[e.Process] != this {
			last[e.Process], count[e.Process] = this, 0
		}
		count[e.Process]++
		if count[e.Process] < looks {
			continue
		}
		f := Finding{Kind: BusyWaiting, Steps: []int{e.Step}}
		e.Result = ""
		does := "tries to " + words.Does(e)
		f.Advice = "leave out nowait: the kernel wakes a waiter without costing it any time"
		if e.Kind == trace.Segment {
			does = map[string]string{"read": "reads ", "atomic": "tries "}[e.Call] + words.Cell(e)
			f.Advice = fmt.Sprintf("down a semaphore here that whoever changes %s ups: waiting then costs no time", words.Cell(e))
		}
		f.Message = fmt.Sprintf("P%d %s over and over in line %d: it waits by asking", e.Process, does, e.Line)
		f.Culprits = []Culprit{{e.Process, e.File, e.Line, does + " over and over"}}
		return f, true
	}
	return Finding{}, false
}

// SleepSync says whether a run went wrong because a process slept and another
// used that time: what sleeps does not wait for anything.
func SleepSync(run *trace.Run, failure Finding) (Finding, bool) {
	for _, c := range failure.Culprits {
		for _, e := range slices.Backward(run.Events) {
			if e.Process != c.Process || e.Call != "sleep" {
				continue
			}
			return Finding{
				Kind:     SleepAsSignal,
				Message:  fmt.Sprintf("P%d relies on the sleep in line %d, which was over too soon", e.Process, e.Line),
				Culprits: []Culprit{{e.Process, e.File, e.Line, "sleeps, and goes on whatever the others do"}},
				Steps:    []int{e.Step},
				Advice:   "down a semaphore that the other process ups when it is done: sleep only waits for time",
			}, true
		}
	}
	return Finding{}, false
}
