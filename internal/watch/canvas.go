package watch

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// style is how a cell looks; the terminal knows the colours.
type style uint8

const (
	plain  style = iota
	faint        // what is always there
	strong       // titles
	fresh        // changed in the latest look
	recent       // changed a short while ago
	added        // an object that has come
	gone         // an object that has gone
	bar          // how much of something there is
	waits        // who waits
	alarm        // a question before something is lost
	styles
	selected = styles // added to another
)

// cell is one place: a character as people count them, and the right half of a
// wide one is "".
type cell struct {
	text  string
	style style
}

// canvas is what a terminal is to show.
type canvas struct {
	width, height int
	cells         []cell // row by row
}

func newCanvas(width, height int) *canvas {
	c := &canvas{width, height, make([]cell, width*height)}
	for i := range c.cells {
		c.cells[i].text = " "
	}
	return c
}

func (c *canvas) row(y int) []cell { return c.cells[y*c.width : (y+1)*c.width] }

// write puts a text at a place, as much of it as fits before the column end,
// and gives the column behind it. Text that is cut ends with "…".
func (c *canvas) write(x, y, end int, text string, s style) int {
	end = min(end, c.width)
	if y < 0 || y >= c.height || x < 0 || x >= end {
		return x
	}
	row, start := c.row(y), x
	for text != "" {
		char, rest, width := next(text)
		if x+width > end {
			last := end - 1
			if last > start && row[last].text == "" { // half of a wide one
				row[last] = cell{" ", s}
				last--
			}
			row[last] = cell{"…", s}
			return end
		}
		if width > 0 {
			row[x] = cell{char, s}
			x++
		}
		if width == 2 {
			row[x] = cell{"", s}
			x++
		}
		text = rest
	}
	return x
}

// right is write, with the text's end at the column end.
func (c *canvas) right(y, end int, text string, s style) {
	c.write(max(0, end-columns(text)), y, end, text, s)
}

// selectRow makes a row that of the selected object.
func (c *canvas) selectRow(y int) {
	for i := range c.row(y) {
		c.row(y)[i].style += selected
	}
}

// String is the text, without styles and trailing spaces.
func (c *canvas) String() string {
	var text strings.Builder
	for y := range c.height {
		var line strings.Builder
		for _, each := range c.row(y) {
			line.WriteString(each.text)
		}
		text.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
	return text.String()
}

// next splits the first character off a text, and tells how many columns it
// takes: 0, 1 or 2. What would move the cursor is "?".
func next(text string) (char, rest string, width int) {
	if b := text[0]; ' ' <= b && b < 0x7f && (len(text) == 1 || text[1] < utf8.RuneSelf) {
		return text[:1], text[1:], 1
	}
	char, rest, width, _ = uniseg.FirstGraphemeClusterInString(text, -1)
	switch r, size := utf8.DecodeRuneInString(char); {
	case !strconv.IsPrint(r):
		return "?", rest, 1
	case r == utf8.RuneError && size == 1:
		return string(r), rest, 1
	}
	return char, rest, min(width, 2)
}

// columns is how many a text takes.
func columns(text string) int {
	n := 0
	for text != "" {
		_, rest, width := next(text)
		n += width
		text = rest
	}
	return n
}
