package detect

import (
	"fmt"
	"strings"

	"ipclua/internal/trace"
)

// Leak says which objects are left in the kernel, and who made them.
func Leak(run *trace.Run) Finding {
	words := trace.NewWords(run)
	f := Finding{Kind: Leaked}
	var left []string
	for _, o := range run.Objects {
		if !o.Left {
			continue
		}
		name := words.Object(o.Kind, o.ID)
		left = append(left, name)
		for _, e := range run.Events {
			if strings.HasSuffix(e.Call, "get") && e.Kind == o.Kind && e.ID == o.ID && !e.Failed() {
				f.Culprits = append(f.Culprits, Culprit{e.Process, e.File, e.Line, "made " + name})
				f.addSteps(e.Step)
				break
			}
		}
	}
	verb := "is"
	if len(left) > 1 {
		verb = "are"
	}
	f.Message = fmt.Sprintf("%s %s left in the kernel: nobody removed what the script made", join(left), verb)
	f.Why = "System V objects outlive their processes; ipcs(1) shows them until ipcrm(1) or a reboot removes them"
	f.Advice = "create it with temporary = true, or call its :remove() once, in the process that ends last, on every way out"
	return f
}
