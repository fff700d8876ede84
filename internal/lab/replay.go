package lab

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"time"

	"ipclua/internal/check"
	"ipclua/internal/detect"
	"ipclua/internal/trace"
)

// Replayed is what one schedule shows.
type Replayed struct {
	Output string   // of the programs, as far as they came
	Texts  []string // what has failed, a report for each check
	Page   []byte   // of HTML, of the first of these, or of the run
	Wrong  string   // why it could not be played
}

// Replay plays one take of a submission, in a process of its own, and says what it
// shows.
func (l *Lab) Replay(ctx context.Context, s Submission, o Options, take Take) (*Replayed, error) {
	if take.Run > len(l.runs) {
		return nil, fmt.Errorf("%s has %s", l.Name, count(len(l.runs), "run"))
	}
	t, err := l.newTask(s, o)
	if err != nil {
		return nil, err
	}
	t.Take = take
	limited, cancel := context.WithTimeout(ctx, simulateSeconds*time.Second)
	defer cancel()
	r := &Replayed{}
	complaint, err := t.ask(limited, worksReplay, r, nil)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		return nil, fmt.Errorf("it cannot be played: %v: %s", err, firstLine(complaint))
	}
	return r, nil
}

// replayTask is the worker's part of it.
func replayTask(t *task, l *Lab) (any, error) {
	if err := limitSimulation(); err != nil {
		return nil, err
	}
	r := &Replayed{}
	if err := t.Submission.syntax(); err != nil {
		r.Wrong = err.Error()
		return r, nil
	}
	scene := l.newScene(l.runs[t.Take.Run-1], t.Take.Kills, t.Submission.base(), t.Submission.Text)
	err := scene.script.Record(t.Take.Schedule, func(p *check.Play, run *trace.Run) {
		played := scene.play(p)
		r.Output = p.Output()
		first := true
		for _, c := range scene.run.checks {
			played.rule = c
			v := c.judge.judge(played)
			if !v.failed {
				continue
			}
			events, blocked := run.Events, run.Blocked
			found := v.explain(c, run, t.Submission.base())
			var text strings.Builder
			detect.Text(&text, found, run, "")
			said := strings.TrimRight(text.String(), "\n")
			if found.Kind != detect.Kind(c.name) {
				said = c.name + ": " + said
			}
			r.Texts = append(r.Texts, said)
			if first {
				r.Page, first = pageOf(found, run, t.Options.Command+" --replay "+t.Take.String()), false
			}
			run.Events, run.Blocked = events, blocked
		}
		if first {
			r.Page = pageOf(detect.Finding{}, run, "")
		}
	})
	if err != nil {
		r.Wrong = err.Error()
	}
	return r, nil
}

// pageOf is the page of a run, nil where there can be none.
func pageOf(f detect.Finding, run *trace.Run, replay string) []byte {
	var page bytes.Buffer
	if trace.HTML(&page, run, detect.Page(f, run, replay)) != nil {
		return nil
	}
	return page.Bytes()
}
