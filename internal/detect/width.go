package detect

import (
	"strings"
	"unicode"
)

// width is how many columns of a terminal a text takes: two for the characters of
// East Asian scripts and for pictures, none for marks on others.
func width(s string) int {
	columns := 0
	for _, c := range s {
		columns += runeWidth(c)
	}
	return columns
}

// wide are the ranges of characters that take two columns, after Unicode's annex
// 11 (East Asian width W and F).
var wide = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0x1100, Hi: 0x115f, Stride: 1}, {Lo: 0x2e80, Hi: 0x303e, Stride: 1}, {Lo: 0x3041, Hi: 0xa4cf, Stride: 1},
		{Lo: 0xac00, Hi: 0xd7a3, Stride: 1}, {Lo: 0xf900, Hi: 0xfaff, Stride: 1}, {Lo: 0xfe30, Hi: 0xfe6f, Stride: 1},
		{Lo: 0xff00, Hi: 0xff60, Stride: 1}, {Lo: 0xffe0, Hi: 0xffe6, Stride: 1},
	},
	R32: []unicode.Range32{{Lo: 0x1f300, Hi: 0x1f64f, Stride: 1}, {Lo: 0x1f900, Hi: 0x1faff, Stride: 1}, {Lo: 0x20000, Hi: 0x3fffd, Stride: 1}},
}

func runeWidth(c rune) int {
	switch {
	case unicode.In(c, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case unicode.Is(wide, c):
		return 2
	}
	return 1
}

// pad fills a text up to so many columns.
func pad(s string, columns int) string {
	return s + strings.Repeat(" ", max(0, columns-width(s)))
}

// cut shortens a text to so many columns, the last of them an ellipsis.
func cut(s string, columns int) string {
	s = strings.TrimRight(s, " ")
	if width(s) <= columns {
		return s
	}
	taken := 0
	for i, c := range s {
		if taken += runeWidth(c); taken > columns-1 {
			return s[:i] + "…"
		}
	}
	return s
}

// cutLeft shortens a text to so many columns, the first of them an ellipsis.
func cutLeft(s string, columns int) string {
	if width(s) <= columns {
		return s
	}
	r := []rune(s)
	for len(r) > 0 && width(string(r)) > columns-1 {
		r = r[1:]
	}
	return "…" + string(r)
}

// plain makes a text fit to be printed: what would move the cursor becomes a
// space or a question mark.
func plain(s string) string {
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
