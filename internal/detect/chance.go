package detect

import (
	"fmt"
	"slices"
	"strings"

	"ipclua/internal/trace"
)

// chance explains an error by the last call of the failing process whose result
// others have a say in, where there are others. Accesses to memory are looked at
// before; a call that can only succeed, late or soon, tells its caller nothing.
func (f *Finding) chance(run *trace.Run, words *trace.Words) {
	if len(run.Processes) < 2 {
		return
	}
	process := f.Pending[0].Process
	for _, e := range slices.Backward(run.Events) {
		if e.Process != process || !tells(e) {
			continue
		}
		f.addSteps(e.Step)
		f.Culprits = append(f.Culprits, Culprit{e.Process, e.File, e.Line, words.Does(e)})
		f.Why = fmt.Sprintf("what P%d got in step %d may depend on who came first", process, e.Step)
		f.Advice = "do not rely on an order that nothing enforces: wait for what must have happened"
		if other, found := changer(run, e); found {
			f.addSteps(other.Step)
		}
		return
	}
}

// tells says whether the result of a call can show what other processes did.
func tells(e trace.Event) bool {
	switch e.Call {
	case "msgrcv", "wait", "kill":
		return true
	}
	return e.Failed() || strings.Contains(e.Detail, "GET") || strings.Contains(e.Detail, "STAT")
}

// changer is the last step before e in which another process used its object.
func changer(run *trace.Run, e trace.Event) (trace.Event, bool) {
	for _, o := range slices.Backward(run.Events[:e.Step-1]) {
		if o.Process != e.Process && e.Kind != "" && o.Kind == e.Kind && o.ID == e.ID {
			return o, true
		}
	}
	return trace.Event{}, false
}
