package lab

import (
	"fmt"
	"strings"

	"ipclua/internal/check"
	"ipclua/luamod"
)

const endsWords = "every program ends, without an error"

func defineEnds(*fields) (judge, string) { return ends{}, endsWords }

// ends demands that no process fails, and that they all end: as far as no other
// check of the run is about that.
type ends struct{}

func (ends) judge(p *play) verdict {
	if p.Trouble != "" {
		return p.fails("the lab's own part cannot go on: %s", firstLine(p.Trouble))
	}
	if p.Play != nil {
		if v := p.crashed(); v.failed {
			return v
		}
	}
	for i, program := range p.Programs {
		switch s := program.Status; {
		case program.Killed || i+1 == p.kills || !program.Ended:
		case program.Fails && s == (luamod.Status{}):
			return p.fails("%s ends well, and should say by its exit status that it did not", p.who(i))
		case program.Fails:
		case s.Signal != 0:
			return p.fails("%s was ended by signal %d", p.who(i), s.Signal)
		case s.Code != 0 && program.Complaint != "":
			return p.fails("%s: %s", p.who(i), firstLine(program.Complaint))
		case s.Code != 0:
			return p.fails("%s ended with exit status %d", p.who(i), s.Code)
		}
	}
	if p.Late || p.Play != nil && p.stuck() {
		if p.rule.run.asks("no_deadlock") {
			return verdict{} // which says it
		}
		return noDeadlock{}.judge(p)
	}
	return holds
}

// crashed is the first error of a process that nobody has killed.
func (p *play) crashed() verdict {
	errors := p.Errors()
	for i := range errors {
		f := &errors[i]
		if f.Endless || !p.isStudents(f.Process) || p.mayFail(f.Process) {
			continue
		}
		return failsBy(f, fmt.Sprintf("P%d: %s", f.Process, withoutPlace(f)))
	}
	return verdict{}
}

func defineNoDeadlock(*fields) (judge, string) {
	return noDeadlock{}, "nobody waits for ever, and nobody computes for ever"
}

// noDeadlock demands that the programs come to their end, or to an error.
type noDeadlock struct{}

func (noDeadlock) judge(p *play) verdict {
	if p.Late {
		return p.fails("it has not come to its end in %v", p.rule.run.patience())
	}
	if p.Play == nil {
		return verdict{decided: p.Over}
	}
	if f := p.endless(); f != nil && p.isStudents(f.Process) {
		return failsBy(f, fmt.Sprintf("P%d computes without end", f.Process))
	}
	switch {
	case p.Over:
		return holds
	case p.Outcome.Deadlock:
		f := &check.Failure{Kind: check.Deadlock, Step: p.steps()}
		v := failsBy(f, "nobody can go on")
		for i := range p.Outcome.Pending {
			if s := &p.Outcome.Pending[i]; p.isStudents(s.Process) {
				v.file, v.line = s.File, s.Line
				v.happened = fmt.Sprintf("nobody can go on: P%d waits%s", s.Process, placeOf(s))
				break
			}
		}
		return v
	case p.Outcome.Bounded:
		v := p.fails("it has not come to its end after %d steps", mostSteps)
		for i := len(p.Made()) - 1; i >= 0; i-- {
			if s := &p.Made()[i]; p.isStudents(s.Process) && s.File != "" {
				v.file, v.line = s.File, s.Line
				break
			}
		}
		return v
	}
	return verdict{}
}

func defineNoRace(*fields) (judge, string) {
	return noRace{}, "no data race: of two accesses at the same time neither is a plain write"
}

// noRace demands that there is no data race.
type noRace struct{}

func (noRace) judge(p *play) verdict {
	if p.Play == nil {
		return verdict{}
	}
	race := p.Outcome.Race
	if race == nil {
		return verdict{decided: p.Over}
	}
	v := failsBy(&check.Failure{Kind: check.Race, Step: race.Step, Race: race},
		fmt.Sprintf("P%d and P%d access the same bytes at the same time", race.A.Process, race.B.Process))
	v.file, v.line = race.B.File, race.B.Line
	return v
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}

// withoutPlace is the first line of a failure's message, without the place that
// it begins with, which is told anyway.
func withoutPlace(f *check.Failure) string {
	line := firstLine(f.Message)
	return strings.TrimPrefix(line, fmt.Sprintf("%s:%d: ", f.File, f.Line))
}
