package main

import (
	"fmt"
	"io"
	"strings"

	"ipclua/internal/mark"
	"ipclua/internal/width"
)

// labColumns is how wide the text of a mark is; only what is to be copied is wider.
const labColumns = 90

// markText writes a mark for people: a line for each check, and what there is to
// say of those that have failed. It is a mark.Format.
func markText(w io.Writer, m *mark.Mark) error {
	var b strings.Builder
	if m.Trouble != "" {
		writeWrapped(&b, "", width.Plain(m.Trouble))
	}
	run := ""
	for _, c := range m.Checks {
		if m.Trouble != "" || c.Passed && c.Most == 0 {
			continue
		}
		if c.Run != run {
			run = c.Run
			fmt.Fprintf(&b, "%s\n", width.Plain(run))
		}
		writeCheck(&b, &c)
	}
	fmt.Fprintf(&b, "%d of %d points\n", m.Points, m.Most)
	_, err := io.WriteString(w, b.String())
	return err
}

func writeCheck(b *strings.Builder, c *mark.Check) {
	sign := "✓"
	if !c.Passed {
		sign = "✗"
	}
	points := fmt.Sprintf("%d/%d", c.Points, c.Most)
	writeWrapped(b, fmt.Sprintf("  %s %5s  ", sign, points), c.Name+": "+width.Plain(c.Expected))
	if c.Passed {
		return
	}
	happened := width.Plain(c.Happened)
	switch {
	case c.Line > 0:
		happened = fmt.Sprintf("%s:%d: %s", width.Plain(c.File), c.Line, happened)
	case c.File != "":
		happened = width.Plain(c.File) + ": " + happened
	}
	const margin = "           "
	writeWrapped(b, margin, happened)
	if c.Hint != "" {
		writeWrapped(b, margin+"hint: ", width.Plain(c.Hint))
	}
	if c.Replay != "" {
		fmt.Fprintf(b, "%sreplay: %s\n", margin, width.Plain(c.Replay))
	}
	if c.Report != "" {
		fmt.Fprintf(b, "%sreport: %s\n", margin, width.Plain(c.Report))
	}
}

// writeWrapped writes a text in lines behind a head; further lines stand under the
// first.
func writeWrapped(b *strings.Builder, head, text string) {
	columns := width.Of(head)
	for i, line := range width.Wrap(text, labColumns-columns) {
		if i > 0 {
			head = strings.Repeat(" ", columns)
		}
		fmt.Fprintf(b, "%s%s\n", head, line)
	}
}
