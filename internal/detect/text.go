package detect

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"ipclua/internal/trace"
)

// The size of a report.
const (
	textLines = 12
	textWidth = 100
)

// Text writes a finding for a person, in at most 12 lines of at most 100
// characters: what went wrong, how it came to that, the places in the source, the
// steps that matter with a column for each process, advice, and the command that
// shows it again (none when replay is empty). Only that command may be longer.
func Text(w io.Writer, f Finding, run *trace.Run, replay string) error {
	words := trace.NewWords(run)
	head := []string{cut(fmt.Sprintf("%s: %s", f.Kind, oneLine(f.Message)), textWidth)}
	if f.Why != "" {
		head = append(head, wrap("  ", "  ", f.Why, 2)...)
	}
	tail := wrap("  advice: ", "          ", f.Advice, 2)
	if replay != "" {
		tail = append(tail, "  replay: "+replay)
	}
	places := placeLines(f, words)
	room := textLines - len(head) - len(tail)
	if len(places) > room-3 {
		places = places[:max(1, room-3)]
	}
	var lines []string
	lines = append(lines, head...)
	lines = append(lines, places...)
	lines = append(lines, stepLines(f, run, words, room-len(places))...)
	lines = append(lines, tail...)
	_, err := io.WriteString(w, strings.Join(lines, "\n")+"\n")
	return err
}

// placeLines is a line for each line of the source that a culprit is at: its
// text, and who does what there.
func placeLines(f Finding, words *trace.Words) []string {
	type place struct{ at, source, does string }
	var places []place
	seen := map[string]bool{}
	atWidth, sourceWidth, doesWidth := 0, 0, 0
	for _, c := range f.Culprits {
		at := fmt.Sprintf("%s:%d", c.File, c.Line)
		if c.Line == 0 || seen[at] {
			continue
		}
		seen[at] = true
		p := place{at, words.Source(c.File, c.Line), doers(f.Culprits, c)}
		places = append(places, p)
		atWidth = max(atWidth, utf8.RuneCountInString(p.at))
		sourceWidth = max(sourceWidth, utf8.RuneCountInString(p.source))
		doesWidth = max(doesWidth, utf8.RuneCountInString(p.does))
	}
	sourceWidth = min(sourceWidth, max(24, textWidth-atWidth-doesWidth-6))
	var lines []string
	for _, p := range places {
		line := fmt.Sprintf("  %-*s  %-*s  %s", atWidth, p.at, sourceWidth, cut(p.source, sourceWidth), p.does)
		lines = append(lines, cut(line, textWidth))
	}
	return lines
}

// doers says who of the culprits does what at the line of one of them: "P2 waits
// for a, P3 for b".
func doers(culprits []Culprit, at Culprit) string {
	here := slices.DeleteFunc(slices.Clone(culprits), func(c Culprit) bool { return c.File != at.File || c.Line != at.Line })
	var parts []string
	var verb string
	for _, c := range here {
		does := c.Does
		if len(here) > 1 {
			does, _, _ = strings.Cut(does, " (")
		}
		first, rest, more := strings.Cut(does, " ")
		if first == verb && more {
			does = rest
		}
		verb = first
		if part := fmt.Sprintf("P%d %s", c.Process, does); !slices.Contains(parts, part) {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ", ")
}

// wrap breaks a text into lines, at most so many; what is over is cut.
func wrap(first, other, text string, most int) []string {
	line := first
	var lines []string
	for word := range strings.FieldsSeq(oneLine(text)) {
		if utf8.RuneCountInString(line)+utf8.RuneCountInString(word) > textWidth && len(lines) < most-1 {
			lines = append(lines, strings.TrimRight(line, " "))
			line = other
		}
		line += word + " "
	}
	return append(lines, cut(strings.TrimRight(line, " "), textWidth))
}

func oneLine(s string) string {
	if before, _, more := strings.Cut(s, "\n"); more {
		return before + " …"
	}
	return s
}

// cut shortens a text to so many characters, the last of them an ellipsis.
func cut(s string, most int) string {
	s = strings.TrimRight(s, " ")
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most-1]) + "…"
}
