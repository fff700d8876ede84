package detect

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"ipclua/internal/trace"
	"ipclua/internal/width"
)

// The size of a report.
const (
	textLines  = 12
	textWidth  = 100
	firstWidth = 74 // of the first line, which others may begin
	placeWidth = 36 // of "lost.lua:5"
)

// Text writes a finding for a person, in at most 12 lines of at most 100
// columns: what went wrong, how it came to that, the places in the source, the
// steps that matter with a column for each process, advice, and the command that
// shows it again (none when replay is empty). Only that command may be longer. The
// first line is shorter: there is room for 26 columns before it.
func Text(w io.Writer, f Finding, run *trace.Run, replay string) error {
	words := trace.NewWords(run)
	lines := headLines(f)
	var tail []string
	if f.Advice != "" {
		tail = wrap("  advice: ", "          ", f.Advice, textWidth, 2)
	}
	if replay != "" {
		tail = append(tail, "  replay: "+replay)
	}
	places := placeLines(f, words)
	room := textLines - len(lines) - len(tail)
	if len(places) > room-3 {
		places = places[:max(1, room-3)]
	}
	lines = append(lines, places...)
	lines = append(lines, stepLines(f, run, words, room-len(places))...)
	lines = append(lines, tail...)
	_, err := io.WriteString(w, strings.Join(lines, "\n")+"\n")
	return err
}

// headLines are the message, with up to three more of its lines, and the reason.
func headLines(f Finding) []string {
	const most = 4
	message := strings.Split(strings.TrimSpace(f.Message), "\n")
	first := fmt.Sprintf("%s: %s", f.Kind, message[0])
	if width.Of(first) > 2*firstWidth {
		first = fmt.Sprintf("%s: %s", f.Kind, f.withoutPlace(message[0]))
	}
	columns := firstWidth
	if w := width.Of(first); w > firstWidth {
		columns = min(firstWidth, w*2/3) // not a word alone on the second line
	}
	lines := wrap("", "  ", first, columns, 2)
	for i, l := range message[1:] {
		if len(lines) == most && i < len(message)-2 {
			lines[most-1] += " …"
			break
		}
		lines = append(lines, width.Cut("  "+width.Plain(l), textWidth-2))
	}
	if f.Why != "" {
		lines = append(lines, wrap("  ", "  ", f.Why, textWidth, 2)...)
	}
	return lines
}

// withoutPlace leaves out of an error's message the place that it begins with,
// where that is told anyway.
func (f Finding) withoutPlace(message string) string {
	if len(f.Culprits) == 0 {
		return message
	}
	process, rest, _ := strings.Cut(message, ": ")
	if _, after, found := strings.Cut(rest, fmt.Sprintf(":%d: ", f.Culprits[0].Line)); found {
		return process + ": " + after
	}
	return message
}

// placeLines is a line for each line of the source that a culprit is at: its
// text, and who does what there.
func placeLines(f Finding, words *trace.Words) []string {
	type place struct{ at, source, does string }
	var places []place
	seen := map[Culprit]bool{}
	atWidth, sourceWidth, doesWidth := 0, 0, 0
	for _, c := range f.Culprits {
		line := Culprit{File: c.File, Line: c.Line}
		if c.Line == 0 || seen[line] {
			continue
		}
		seen[line] = true
		p := place{shortPlace(c.File, c.Line), width.Plain(words.Source(c.File, c.Line)), width.Plain(doers(f.Culprits, c))}
		places = append(places, p)
		atWidth = max(atWidth, width.Of(p.at))
		sourceWidth = max(sourceWidth, width.Of(p.source))
		doesWidth = max(doesWidth, width.Of(p.does))
	}
	sourceWidth = min(sourceWidth, max(24, textWidth-atWidth-doesWidth-6))
	var lines []string
	for _, p := range places {
		line := "  " + width.Pad(p.at, atWidth) + "  " + width.Pad(width.Cut(p.source, sourceWidth), sourceWidth) + "  " + p.does
		lines = append(lines, width.Cut(line, textWidth))
	}
	return lines
}

// shortPlace is "lost.lua:5", without the directories where they are too long.
func shortPlace(file string, line int) string {
	place := fmt.Sprintf("%s:%d", width.Plain(file), line)
	if width.Of(place) > placeWidth {
		place = fmt.Sprintf("%s:%d", filepath.Base(width.Plain(file)), line)
	}
	return width.CutLeft(place, placeWidth)
}

// doers says who of the culprits does what at the line of one of them: "P2 waits
// for a, P3 for b".
func doers(culprits []Culprit, at Culprit) string {
	here := slices.DeleteFunc(slices.Clone(culprits), func(c Culprit) bool { return c.File != at.File || c.Line != at.Line })
	var parts []string
	var verb string
	process := 0
	seen := map[Culprit]bool{}
	for _, c := range here {
		if seen[c] {
			continue
		}
		seen[c] = true
		does := c.Does
		if len(here) > 1 {
			does, _, _ = strings.Cut(does, " (")
		}
		first, rest, more := strings.Cut(does, " ")
		if first == verb && more {
			does = rest
		}
		verb = first
		if c.Process != process {
			does = fmt.Sprintf("P%d %s", c.Process, does)
		}
		process = c.Process
		parts = append(parts, does)
	}
	return strings.Join(parts, ", ")
}

// wrap breaks a text into lines, at most so many; what is over is cut.
func wrap(first, other, text string, columns, most int) []string {
	line := first
	var lines []string
	for word := range strings.FieldsSeq(width.Plain(text)) {
		if width.Of(line)+width.Of(word) > columns && len(lines) < most-1 && line != first {
			lines = append(lines, strings.TrimRight(line, " "))
			line = other
			columns = textWidth
		}
		line += word + " "
	}
	return append(lines, width.Cut(line, columns))
}
