package lab

import (
	"fmt"
	"strings"

	"ipclua/internal/check"
	"ipclua/internal/sim"
)

// play is a run that is over, as judges see it. Of a run on the real kernel there
// is only what was seen.
type play struct {
	*check.Play // nil: on the real kernel
	*sight
	rule  *rule
	kills int // the program that was killed at any time, 0: none
}

// steps is how many there were.
func (p *play) steps() int {
	if p.Play == nil {
		return 0
	}
	return len(p.Made())
}

// isStudents tells whether a process is one of the student's program.
func (p *play) isStudents(process int) bool {
	return process > 0 && !p.Machine().Process(process).Apart
}

// mayFail tells whether a process belongs to a program that may.
func (p *play) mayFail(process int) bool {
	root := p.Machine().Process(process)
	for root.Parent != nil && root.Parent.Number != 1 {
		root = root.Parent
	}
	for i, program := range p.Programs {
		if program.Number == root.Number {
			return program.Fails || program.Killed || i+1 == p.kills
		}
	}
	return false
}

// acts tells whether the student's program calls System V IPC, or uses its memory.
func (p *play) acts() bool {
	made := p.Made()
	for i := range made {
		if s := &made[i]; s.File != "" && p.isStudents(s.Process) && concernsIPC(s.Call) {
			return true
		}
	}
	return false
}

func concernsIPC(call string) bool {
	switch call {
	case "read", "write", "atomic":
		return true
	}
	return strings.HasPrefix(call, "shm") || strings.HasPrefix(call, "sem") || strings.HasPrefix(call, "msg")
}

// forbids is what judges say of themselves that hold of whoever does nothing: where
// no program does anything with System V IPC there is nothing to judge.
type forbids interface{ forbids() bool }

func (noDeadlock) forbids() bool    { return true }
func (noRace) forbids() bool        { return true }
func (noLeaks) forbids() bool       { return true }
func (noBusyWait) forbids() bool    { return true }
func (*exclusion) forbids() bool    { return true }
func (maxSemaphores) forbids() bool { return true }
func (m *mustCall) forbids() bool   { return m.not }

// endless is the error of a process that computed without end, nil: none did.
func (p *play) endless() *check.Failure {
	errors := p.Errors()
	for i := range errors {
		if errors[i].Endless {
			return &errors[i]
		}
	}
	return nil
}

// stuck tells whether the programs did not come to their end although nothing has
// stopped them.
func (p *play) stuck() bool {
	return !p.Over && (p.Outcome.Deadlock || p.Outcome.Bounded || p.BrokenOff())
}

// who is what a program is called: by its arguments, where there are several.
func (p *play) who(i int) string {
	name := "the program"
	if args := p.Programs[i].Args; len(args) > 0 {
		name = fmt.Sprintf("the program with '%s'", strings.Join(args, " "))
	} else if len(p.Programs) > 1 {
		name = fmt.Sprintf("program %d", i+1)
	}
	return name
}

// verdict is what a judge says of a play.
type verdict struct {
	decided  bool
	failed   bool
	happened string
	steps    int            // that led to it
	failure  *check.Failure // that explains it, nil: the steps must
	file     string
	line     int
}

// holds is the verdict that all is well.
var holds = verdict{decided: true}

// judge says whether what it stands for holds in a play.
type judge interface {
	judge(p *play) verdict
}

// fails is a verdict about all of a play.
func (p *play) fails(format string, v ...any) verdict {
	return verdict{decided: true, failed: true, happened: fmt.Sprintf(format, v...), steps: p.steps()}
}

// failsAt is a verdict about a step.
func (p *play) failsAt(i int, format string, v ...any) verdict {
	s := &p.Made()[i]
	w := p.fails(format, v...)
	w.steps, w.file, w.line = i+1, s.File, s.Line
	return w
}

// failsBy is a verdict about a failure that package check knows.
func failsBy(f *check.Failure, happened string) verdict {
	return verdict{decided: true, failed: true, happened: happened, steps: f.Step, failure: f, file: f.File, line: f.Line}
}

// placeOf is where a step is, for words.
func placeOf(s *sim.Step) string {
	if s.File == "" {
		return ""
	}
	return fmt.Sprintf(" in line %d", s.Line)
}
