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
	verb, them := "is", "it"
	if len(left) > 1 {
		verb, them = "are", "them"
	}
	f.Message = fmt.Sprintf("%s %s left in the kernel: nobody removed %s", join(left), verb, them)
	f.Why = "System V objects outlive the processes that made them: ipcs(1) shows them, ipcrm(1) removes them"
	f.Advice = "make it with temporary = true, or :remove() it once, in the process that ends last"
	return f
}
