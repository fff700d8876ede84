package lab

import (
	"slices"

	"ipclua/internal/check"
	"ipclua/internal/detect"
	"ipclua/internal/explore"
	"ipclua/internal/trace"
)

// simplifying is how many runs may be spent on making a failure simple.
const simplifying = 300

// explain finds the simplest schedule in which a rule fails as it did, and says what
// happens in it.
func (g *Graded) explain(i int, l *Lab, r *result, s Submission, o Options) {
	take := Take{Run: slices.Index(l.runs, r.rule.run) + 1, Kills: r.scene.kills, Schedule: r.failing.Schedule}
	if !r.broken {
		take.Schedule = r.simplify()
	}
	c := &g.Checks[i]
	if o.Command != "" {
		c.Replay = o.Command + " --replay " + take.String()
	}
	err := r.scene.script.Record(take.Schedule, func(p *check.Play, run *trace.Run) {
		v := r.judge(r.scene.play(p))
		if !v.failed {
			return
		}
		found := v.explain(r.rule, run, s.base())
		g.tell(i, v, found, s.base())
		if o.Pages {
			g.addPage(i, pageOf(found, run, c.Replay))
		}
	})
	if err != nil {
		c.Replay = ""
	}
}

// judge asks the rule alone.
func (r *result) judge(p *play) verdict {
	p.rule = r.rule
	return r.rule.judge.judge(p)
}

// simplify gives a schedule that is as simple as can be.
func (r *result) simplify() explore.Schedule {
	judge := func(p *check.Play) (any, int) {
		if v := r.judge(r.scene.play(p)); v.failed {
			return &v, v.steps
		}
		return nil, 0
	}
	first := *r.failing
	first.Failure = &r.verdict
	return r.scene.script.Simplify(first, judge, sameVerdict, simplifying).Schedule
}

// sameVerdict tells whether two verdicts of a rule are about the same mistake.
func sameVerdict(a, b any) bool {
	x, y := a.(*verdict), b.(*verdict)
	if (x.failure == nil) != (y.failure == nil) || x.file != y.file || x.line != y.line {
		return false
	}
	return x.failure == nil || x.failure.Kind == y.failure.Kind
}

// explain says what happened in a recorded run. What came after it is left out.
func (v *verdict) explain(c *rule, run *trace.Run, file string) detect.Finding {
	if v.failure != nil {
		return check.Explain(run, v.failure)
	}
	f := detect.Finding{Kind: detect.Kind(c.name), Message: v.happened, Advice: c.hint}
	if v.line > 0 {
		run.Events, run.Blocked = run.Events[:min(v.steps, len(run.Events))], nil
		if n := len(run.Events); n > 0 {
			last := run.Events[n-1]
			f.Steps = []int{last.Step}
			f.Culprits = []detect.Culprit{{Process: last.Process, File: v.file, Line: v.line, Does: trace.NewWords(run).Does(last)}}
		}
		return f
	}
	// The driver was misled by what the programs have left: where does that come from?
	const driver = 1
	why := detect.Failure(run, driver, v.happened, "", 0)
	why.Kind, why.Message, why.Pending = f.Kind, f.Message, nil
	why.Culprits = slices.DeleteFunc(why.Culprits, func(c detect.Culprit) bool { return c.File != file })
	if f.Advice != "" {
		why.Advice = f.Advice
	}
	return why
}

// tell takes over into a check what the simplest run says better.
func (g *Graded) tell(i int, v verdict, f detect.Finding, file string) {
	c := &g.Checks[i]
	c.Happened = v.happened
	if v.failure != nil && v.failure.Kind != check.Error {
		c.Happened = f.Message
	}
	c.File, c.Line = "", 0
	if v.line > 0 && v.file == file {
		c.File, c.Line = g.File, v.line
		return
	}
	for _, culprit := range f.Culprits {
		if culprit.File == file && culprit.Line > 0 {
			c.File, c.Line = g.File, culprit.Line
			return
		}
	}
}

func (g *Graded) addPage(i int, page []byte) {
	if g.Pages == nil {
		g.Pages = map[int][]byte{}
	}
	g.Pages[i] = page
}
