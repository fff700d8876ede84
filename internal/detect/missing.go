package detect

import (
	"fmt"
	"slices"
	"strings"

	"ipclua/internal/trace"
)

// missing explains an error of a process whose last call failed because the
// object was removed, or was not there yet. It says whether that was so.
func (f *Finding) missing(run *trace.Run, words *trace.Words) bool {
	process := f.Pending[0].Process
	last := slices.IndexFunc(run.Events, func(e trace.Event) bool { return e.Step == lastStep(run, process) })
	if last < 0 || !run.Events[last].Failed() || run.Events[last].Process != process {
		return false
	}
	e := run.Events[last]
	f.addSteps(e.Step)
	if e.Result == "ENOENT" && strings.HasSuffix(e.Call, "get") {
		f.Why = fmt.Sprintf("nobody had made it when P%d asked for it in step %d: a check begins with an empty kernel", e.Process, e.Step)
		f.Advice = "make it before those who open it start, or let whoever comes first make it"
		return true
	}
	if e.Result != "EIDRM" && e.Result != "EINVAL" {
		return false
	}
	for _, r := range slices.Backward(run.Events[:last]) {
		if r.Kind != e.Kind || r.ID != e.ID || !strings.Contains(r.Detail, "IPC_RMID") || r.Failed() {
			continue
		}
		name := words.Object(e.Kind, e.ID)
		f.Why = fmt.Sprintf("P%d removed %s in step %d, before P%d was done with it", r.Process, name, r.Step, e.Process)
		f.Advice = fmt.Sprintf("remove %s when nobody needs it any more: wait for the others to end first", name)
		f.Culprits = append(f.Culprits, Culprit{r.Process, r.File, r.Line, "removes " + name})
		f.addSteps(r.Step)
		return true
	}
	return false
}
