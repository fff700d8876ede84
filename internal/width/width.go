// Package width fits text to the columns of a terminal: Of, Pad, Cut, CutLeft,
// Wrap, Plain. A character takes no, one or two of them (Unicode's annexes 11 and
// 29).
package width

import (
	"strings"
	"unicode"

	"github.com/rivo/uniseg"
)

// Of is how many columns a text takes.
func Of(s string) int { return uniseg.StringWidth(s) }

// Pad fills a text up to so many columns.
func Pad(s string, columns int) string {
	return s + strings.Repeat(" ", max(0, columns-Of(s)))
}

// Cut shortens a text to so many columns, the last of them an ellipsis.
func Cut(s string, columns int) string {
	s = strings.TrimRight(s, " ")
	if Of(s) <= columns {
		return s
	}
	taken := 0
	for rest, state := s, -1; ; {
		character, after, n, next := uniseg.FirstGraphemeClusterInString(rest, state)
		if taken += n; taken > columns-1 || character == "" {
			return s[:len(s)-len(rest)] + "…"
		}
		rest, state = after, next
	}
}

// CutLeft shortens a text to so many columns, the first of them an ellipsis.
func CutLeft(s string, columns int) string {
	if Of(s) <= columns {
		return s
	}
	for state := -1; s != "" && Of(s) > columns-1; {
		_, s, _, state = uniseg.FirstGraphemeClusterInString(s, state)
	}
	return "…" + s
}

// Wrap breaks a text between words into lines of so many columns; a word that is
// wider has a line of its own. There is at least one line.
func Wrap(text string, columns int) []string {
	var lines []string
	line, used := "", 0
	for word := range strings.FieldsSeq(text) {
		n := Of(word)
		if line != "" && used+1+n > columns {
			lines, line, used = append(lines, line), "", 0
		}
		if line != "" {
			line, used = line+" ", used+1
		}
		line, used = line+word, used+n
	}
	return append(lines, line)
}

// Plain makes a text fit to be printed: what would move the cursor becomes a
// space or a question mark.
func Plain(s string) string {
	return strings.Map(func(c rune) rune {
		switch {
		case c == '\t' || c == '\n' || c == '\r':
			return ' '
		case !unicode.IsPrint(c) && !unicode.In(c, unicode.Cf):
			return '?'
		}
		return c
	}, s)
}
