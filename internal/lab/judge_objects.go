package lab

import (
	"fmt"
	"slices"
	"strings"

	"ipclua/internal/check"
	"ipclua/internal/sim"
	"ipclua/sysv"
)

func defineNoLeaks(*fields) (judge, string) {
	return noLeaks{}, "nothing is left in the kernel"
}

// noLeaks demands that no object is left that the student's programs have made.
type noLeaks struct{}

func (noLeaks) judge(p *play) verdict {
	if !p.Over {
		return verdict{}
	}
	if p.Play == nil {
		if len(p.Left) > 0 {
			return p.fails("%v is left", p.Left[0])
		}
		return holds
	}
	var left []string
	v := verdict{decided: true}
	for _, o := range p.Left {
		maker := p.maker(o)
		if maker < 0 || !p.isStudents(p.Made()[maker].Process) {
			continue
		}
		left = append(left, o.String())
		if len(left) == 1 {
			v.file, v.line = p.Made()[maker].File, p.Made()[maker].Line
		}
	}
	if left == nil {
		return holds
	}
	v.failed, v.steps = true, p.steps()
	v.failure = &check.Failure{Kind: check.Leak, Step: p.steps(), Left: left}
	v.happened = strings.Join(left, ", ") + " is left"
	if len(left) > 1 {
		v.happened = strings.Join(left, ", ") + " are left"
	}
	return v
}

// maker is the index of the step that made an object, -1: none of the run's.
func (p *play) maker(o leftover) int {
	call := map[sysv.Kind]string{sysv.Segment: "shmget", sysv.Semaphore: "semget", sysv.Queue: "msgget"}[o.Kind]
	return slices.IndexFunc(p.Made(), func(s sim.Step) bool { return s.Call == call && s.Err == nil && s.ID == o.ID })
}

func defineMaxSemaphores(f *fields) (judge, string) {
	most := f.integer(1, -1, 0, 1<<20)
	if most < 0 {
		f.fail("how many there may be is missing: max_semaphores{ 3 }")
	}
	return maxSemaphores(most), fmt.Sprintf("never more than %s", count(most, "semaphore"))
}

// maxSemaphores demands that there are never more semaphores at a time.
type maxSemaphores int

func (most maxSemaphores) judge(p *play) verdict {
	if p.Play == nil {
		return verdict{}
	}
	if n := p.Machine().IPC.MostSemaphores(); n > int(most) {
		v := p.fails("there are %d at a time", n)
		for i, s := range slices.Backward(p.Made()) {
			if s.Call == "semget" && p.isStudents(s.Process) && s.Err == nil {
				v.file, v.line, v.steps = s.File, s.Line, i+1
				break
			}
		}
		v.steps = p.steps()
		return v
	}
	return verdict{decided: p.Over}
}

// count is "1 semaphore", "2 semaphores".
func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
