package lab

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"ipclua/internal/sim"
)

// occupancy is who is inside which section, step by step.
type occupancy struct {
	inside map[int][]string // by process
	counts map[string]int
}

func newOccupancy() *occupancy {
	return &occupancy{inside: map[int][]string{}, counts: map[string]int{}}
}

// note takes a step into account, and tells whether somebody has come in. A process
// that is gone is in no section.
func (o *occupancy) note(s *sim.Step) (enters bool) {
	switch s.Call {
	case enterMark:
		o.inside[s.Process] = append(o.inside[s.Process], s.Mark)
		o.counts[s.Mark]++
		return true
	case leaveMark:
		list := o.inside[s.Process]
		if i := slices.Index(list, s.Mark); i >= 0 {
			o.inside[s.Process] = slices.Delete(list, i, i+1)
			o.counts[s.Mark]--
		}
	case "exit":
		o.clear(s.Process)
	case "kill":
		if s.Signal == sigkill && s.Err == nil {
			o.clear(s.Child)
		}
	}
	return false
}

func (o *occupancy) clear(process int) {
	for _, name := range o.inside[process] {
		o.counts[name]--
	}
	delete(o.inside, process)
}

// reaches tells whether at least so many are inside.
func (o *occupancy) reaches(least map[string]int) bool {
	for name, n := range least {
		if o.counts[name] < n {
			return false
		}
	}
	return true
}

// who names the processes that are in one of the sections.
func (o *occupancy) who(sections []string) string {
	var parts []string
	for _, process := range slices.Sorted(maps.Keys(o.inside)) {
		for _, name := range o.inside[process] {
			if slices.Contains(sections, name) {
				parts = append(parts, fmt.Sprintf("P%d in %s", process, name))
			}
		}
	}
	return strings.Join(parts, ", ")
}

// exclusion demands that never too many are inside.
type exclusion struct {
	sections []string
	most     int            // together; 0: as many as like
	never    map[string]int // these at once
}

func defineExclusion(f *fields) (judge, string) {
	e := &exclusion{sections: f.texts("sections"), most: f.integer("most", 0, 1, 1<<16), never: f.counts("never")}
	if e.never != nil {
		for name := range e.never {
			if !slices.Contains(e.sections, name) {
				e.sections = append(e.sections, name)
			}
		}
		slices.Sort(e.sections)
	} else if e.most == 0 {
		e.most = 1
	}
	if len(e.sections) == 0 {
		f.fail("'sections' is missing: the names of those that exclude each other")
	}
	if e.never != nil {
		return e, "never at the same time: " + amounts(e.never)
	}
	return e, fmt.Sprintf("never more than %s in %s", processes(e.most), strings.Join(e.sections, ", "))
}

// amounts writes numbers by name: "1 in reading, 1 in writing".
func amounts(counts map[string]int) string {
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		parts = append(parts, fmt.Sprintf("%d in %s", counts[name], name))
	}
	return strings.Join(parts, ", ")
}

func (e *exclusion) judge(p *play) verdict {
	if p.Play == nil {
		return verdict{}
	}
	o := newOccupancy()
	entered := false
	made := p.Made()
	for i := range made {
		if !o.note(&made[i]) || !slices.Contains(e.sections, made[i].Mark) {
			continue
		}
		entered = true
		together := 0
		for _, name := range e.sections {
			together += o.counts[name]
		}
		if e.most > 0 && together > e.most || e.never != nil && o.reaches(e.never) {
			return p.failsAt(i, "they are inside at the same time: %s", o.who(e.sections))
		}
	}
	if !entered {
		return verdict{}
	}
	return holds
}

// missed is for where nobody has entered a section.
func (e *exclusion) missed(int) string {
	return fmt.Sprintf("nobody has been in %s: does the file call the functions that the lab provides?", strings.Join(e.sections, " or "))
}

// reach demands that some schedule gets so many inside at once.
type reach struct{ inside map[string]int }

func defineReach(f *fields) (judge, string) {
	r := &reach{f.counts("inside")}
	if r.inside == nil {
		f.fail("'inside' is missing: how many are to be in which section, such as { reading = 2 }")
	}
	return r, "possible at the same time: " + amounts(r.inside)
}

func (r *reach) judge(p *play) verdict {
	if p.Play == nil {
		return verdict{}
	}
	o := newOccupancy()
	made := p.Made()
	for i := range made {
		if o.note(&made[i]) && o.reaches(r.inside) {
			return holds
		}
	}
	return verdict{}
}

func (r *reach) missed(schedules int) string {
	return fmt.Sprintf("it never comes to that in %d schedules: somebody waits who need not", schedules)
}

func processes(n int) string {
	if n == 1 {
		return "1 process"
	}
	return fmt.Sprintf("%d processes", n)
}
