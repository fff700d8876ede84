package lab

import (
	"time"

	"ipclua/internal/check"
	"ipclua/internal/explore"
)

// What a submission may use in the simulator.
const (
	mostProcesses = 32 // of a run
	mostSteps     = 6000
	patience      = time.Second // of CPU time without a step
)

// scene is a run as the simulator plays it.
type scene struct {
	lab    *Lab
	run    *run
	kills  int // the program that is killed at any time, 0: none
	script *check.Script
}

// newScene prepares a run of a student's file.
func (l *Lab) newScene(r *run, kills int, file string, text []byte) *scene {
	s := &scene{lab: l, run: r, kills: kills}
	files := check.Disk{}
	for name, data := range l.data {
		files[name] = data
	}
	files[file] = text
	s.script = check.NewStage(file, &check.Stage{
		Open: func(p *check.Process) { openNatives(p) },
		Drive: func(p *check.Process) int {
			seen := &sight{}
			p.Keep(seen)
			drive(p, r, kills, seen)
			return 0
		},
		Enter: func(p *check.Process) error {
			if r.provide == nil {
				return nil
			}
			return provide(p.State(), p.Module(), r.provide)
		},
		Own:       l.owns,
		Files:     files,
		Processes: mostProcesses,
		Patience:  patience,
		Memory:    mostSegments,
		Steps:     mostSteps,
		File:      mostFile,
	}, r.input)
	return s
}

// play gives a run that is over to the judges.
func (s *scene) play(p *check.Play) *play {
	seen, ok := p.Kept().(*sight)
	if !ok {
		seen = &sight{Findings: make([]finding, len(s.run.checks))}
	}
	return &play{Play: p, sight: seen, kills: s.kills}
}

// judges is what the judges of some rules find in a play.
func (s *scene) judges(rules []*rule) check.Judge {
	return func(p *check.Play) (any, int) {
		played := s.play(p)
		verdicts := make([]verdict, len(rules))
		for i, c := range rules {
			played.rule = c
			verdicts[i] = c.judge.judge(played)
		}
		return &assessment{verdicts, played.Over, p.BrokenOff(), played.acts(), len(played.Programs)}, played.steps()
	}
}

// assessment is what there is to say of a play.
type assessment struct {
	verdicts []verdict // by rule
	over     bool
	broken   bool
	acts     bool
	programs int
}

// result is what a survey has found out about a rule.
type result struct {
	rule    *rule
	decided bool
	failing *explore.Failing // the first schedule in which it failed, nil: none
	verdict verdict          // then
	scene   *scene           // whose schedule that is
	broken  bool             // a process had to be stopped in it: to see that again takes its time
}

// survey is what all the schedules of a run have shown.
type survey struct {
	results   []result // by rule of the run
	schedules int
	over      int  // of these, how many came to their end
	acts      bool // in one of them a program does something with System V IPC
	programs  int  // that the first run started
	differs   *explore.Difference
}

// survey plays a scene under many schedules.
func (s *scene) survey(schedules, workers int) *survey {
	var found *survey
	begin := func() {
		found = &survey{results: make([]result, len(s.run.checks))}
		for i, c := range s.run.checks {
			found.results[i].rule = c
		}
	}
	begin()
	exact := false
	o := explore.Options{Schedules: schedules, Seed: 1, Strategy: "auto", Workers: workers}
	o.Each = func(f explore.Failing) {
		if f.Schedule.Exact && !exact {
			exact = true
			begin()
		}
		found.add(s, f)
	}
	report := s.script.Survey(s.judges(s.run.checks), o)
	found.differs = report.Differs
	return found
}

// add takes a schedule into account.
func (v *survey) add(s *scene, f explore.Failing) {
	a := f.Failure.(*assessment)
	if v.schedules++; v.schedules == 1 {
		v.programs = a.programs
	}
	if a.over {
		v.over++
	}
	v.acts = v.acts || a.acts
	for i, verdict := range a.verdicts {
		r := &v.results[i]
		r.decided = r.decided || verdict.decided
		if verdict.failed && r.failing == nil {
			r.failing, r.verdict, r.scene, r.broken = &f, verdict, s, a.broken
		}
	}
}

// merge adds what another scene of the same run has shown.
func (v *survey) merge(other *survey) {
	for i := range v.results {
		r, o := &v.results[i], &other.results[i]
		if _, kills := r.rule.judge.(*survival); !kills {
			continue
		}
		r.decided = r.decided || o.decided
		if r.failing == nil {
			r.failing, r.verdict, r.scene, r.broken = o.failing, o.verdict, o.scene, o.broken
		}
	}
	if v.differs == nil {
		v.differs = other.differs
	}
}

// kills are the programs that are to be killed in one scene after another.
func (r *run) kills(programs int) []int {
	var list []int
	for _, c := range r.checks {
		s, ok := c.judge.(*survival)
		if !ok {
			continue
		}
		if s.program > 0 {
			return []int{s.program}
		}
		for i := 1; i <= programs; i++ {
			list = append(list, i)
		}
		return list
	}
	return nil
}

// cause is the first rule of a run that has failed, for those that could not be
// judged.
func (v *survey) cause() string {
	for _, r := range v.results {
		if r.failing != nil {
			return r.rule.name
		}
	}
	return ""
}
