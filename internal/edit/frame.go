package edit

import (
	"fmt"
	"strings"

	"github.com/rivo/uniseg"
)

// frame is a text laid out for a screen: rows, and the cursor's.
type frame struct {
	rows     []row
	row, col int
}

// row is what is in one row of the screen. A full one goes on in the next by
// itself: so a terminal knows that they are one line.
type row struct {
	text string
	full bool
}

// layOut lays a text out in so many columns, its first line behind prompt, the
// others behind more.
func layOut(prompt, more string, t *text, columns int) frame {
	f := &framer{columns: columns}
	f.put(prompt, printedWidth(prompt))
	for i, c := range t.runes {
		s, width := "", 0
		if c != '\n' {
			s = shown(c)
			width = uniseg.StringWidth(s)
			f.wrap(width)
		}
		if i == t.at {
			f.mark()
		}
		if c == '\n' {
			f.newRow(false)
			s, width = more, printedWidth(more)
		}
		f.put(s, width)
	}
	if t.at == len(t.runes) {
		if f.used == columns {
			f.newRow(false)
		}
		f.mark()
	}
	f.rows = append(f.rows, row{text: f.current.String()})
	f.col = min(f.col, columns-1)
	return f.frame
}

// framer makes a frame.
type framer struct {
	frame
	columns int
	current strings.Builder
	used    int
}

func (f *framer) mark() { f.row, f.col = len(f.rows), f.used }

// wrap begins a row where the one that is has no room for so many columns.
func (f *framer) wrap(width int) {
	if f.used+width > f.columns && f.used > 0 {
		f.current.WriteString(strings.Repeat(" ", max(f.columns-f.used, 0)))
		f.newRow(true)
	}
}

func (f *framer) put(s string, width int) {
	f.current.WriteString(s)
	f.used += width
}

func (f *framer) newRow(full bool) {
	f.rows = append(f.rows, row{f.current.String(), full})
	f.current.Reset()
	f.used = 0
}

// window cuts a frame to so many rows, those around the cursor.
func (f frame) window(rows int) frame {
	if len(f.rows) <= rows {
		return f
	}
	first := min(max(f.row-rows+1, 0), len(f.rows)-rows)
	return frame{f.rows[first : first+rows], f.row - first, f.col}
}

// String is what shows a frame, from the beginning of its first row, and brings
// the cursor to its place.
func (f frame) String() string {
	var out strings.Builder
	for i, r := range f.rows {
		out.WriteString(r.text)
		if i < len(f.rows)-1 && !r.full {
			out.WriteString("\r\n")
		}
	}
	out.WriteString("\r")
	if up := len(f.rows) - 1 - f.row; up > 0 {
		fmt.Fprintf(&out, "\x1b[%dA", up)
	}
	if f.col > 0 {
		fmt.Fprintf(&out, "\x1b[%dC", f.col)
	}
	return out.String()
}

// shown is how a character is shown.
func shown(c rune) string {
	switch {
	case c == '\t':
		return "    "
	case c < ' ' || c == 0x7f:
		return "^" + string(c^0x40)
	}
	return string(c)
}

// printedWidth is a prompt's width: sequences that set colours have none.
func printedWidth(s string) int {
	width := 0
	for {
		before, rest, found := strings.Cut(s, "\x1b[")
		width += uniseg.StringWidth(before)
		if !found {
			return width
		}
		s = strings.TrimLeft(rest, "0123456789;")
		if s != "" {
			s = s[1:]
		}
	}
}
