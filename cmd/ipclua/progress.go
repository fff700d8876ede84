package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"ipclua/internal/explore"
)

// progress is the line on a terminal that tells how far a search is. It comes
// after the first second: most searches are over by then.
type progress struct {
	out   *os.File // nil: no terminal
	begin time.Time
	shown bool
}

func newProgress(out io.Writer) *progress {
	p := &progress{begin: time.Now()}
	if f, ok := out.(*os.File); ok && isTerminal(f) {
		p.out = f
	}
	return p
}

// show is explore.Options.Progress.
func (p *progress) show(s explore.Progress) {
	elapsed := time.Since(p.begin)
	if p.out == nil || elapsed < time.Second {
		return
	}
	p.shown = true
	line := fmt.Sprintf("%d schedules, %.0f/s, %d distinct", s.Schedules, float64(s.Schedules)/elapsed.Seconds(), s.Distinct)
	switch {
	case s.Share >= 0.01:
		line += fmt.Sprintf(", about %.0f%% of all", 100*s.Share)
	case s.Share > 0:
		line += ", less than 1% of all"
	}
	fmt.Fprintf(p.out, "\r\x1b[Kipclua: %s", line)
}

// clear takes the line away.
func (p *progress) clear() {
	if p.shown {
		fmt.Fprint(p.out, "\r\x1b[K")
	}
}
