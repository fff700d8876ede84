package main

import (
	"fmt"
	"strings"

	"ipclua/internal/mark"
	"ipclua/internal/width"
)

// print writes a mark for people: a line for each check, and more for those that
// have failed.
func (l *labbing) print(m *mark.Mark) {
	var b strings.Builder
	if m.Trouble != "" {
		fmt.Fprintf(&b, "%s\n", width.Plain(m.Trouble))
	}
	run := ""
	for _, c := range m.Checks {
		if c.Passed && c.Most == 0 || m.Trouble != "" {
			continue
		}
		if c.Run != run {
			run = c.Run
			fmt.Fprintf(&b, "%s\n", width.Plain(run))
		}
		sign := "✓"
		if !c.Passed {
			sign = "✗"
		}
		fmt.Fprintf(&b, "  %s %d/%d %s: %s\n", sign, c.Points, c.Most, c.Name, width.Plain(c.Expected))
		if c.Passed {
			continue
		}
		happened := width.Plain(c.Happened)
		if c.Line > 0 {
			happened = fmt.Sprintf("%s:%d: %s", c.File, c.Line, happened)
		}
		fmt.Fprintf(&b, "      %s\n", happened)
		for _, more := range []struct{ what, text string }{{"hint", c.Hint}, {"replay", c.Replay}, {"report", c.Report}} {
			if more.text != "" {
				fmt.Fprintf(&b, "      %s: %s\n", more.what, width.Plain(more.text))
			}
		}
	}
	fmt.Fprintf(&b, "%d of %d points\n", m.Points, m.Most)
	fmt.Fprint(l.out, b.String())
}
