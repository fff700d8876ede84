package watch

import (
	"encoding/binary"
	"fmt"
)

// form is how bytes are shown.
type form int

const (
	hexForm form = iota
	int32Form
	textForm
	forms
)

func (f form) String() string { return [...]string{"hex", "int32", "text"}[f%forms] }

// perLine is how many bytes a line has.
func (f form) perLine(width int) int {
	room := width - len(" 00000000  ")
	per := 64
	fits := func(per int) bool { return per <= room }
	switch f {
	case hexForm:
		per, fits = 16, func(per int) bool { return 3*per+2+per <= room }
	case int32Form:
		per, fits = 32, func(per int) bool { return per/4*int32Width <= room }
	}
	for per > 4 && !fits(per) {
		per /= 2
	}
	return per
}

// int32Width is the widest number's, with two spaces.
const int32Width = len("-2147483648  ")

// draw writes n bytes from the i-th on in a line that has room for per of them.
func (f form) draw(c *canvas, x, y int, b *changes[byte], i, n, per int, m moment) {
	switch f {
	case hexForm:
		for j := range n {
			v := b.values[i+j]
			c.write(x+3*j+j/8, y, c.width, fmt.Sprintf("%02x", v), m.mark(b.at[i+j], quiet(v == 0))) // a gap in the middle
		}
		drawText(c, x+3*per+2, y, b, i, n, m)
	case textForm:
		drawText(c, x, y, b, i, n, m)
	case int32Form:
		for j := 0; j+4 <= n; j += 4 {
			v := int32(binary.NativeEndian.Uint32(b.values[i+j:]))
			c.right(y, x+(j/4+1)*int32Width-2, fmt.Sprint(v), m.mark(b.last(i+j, i+j+4), quiet(v == 0)))
		}
	}
}

// drawText writes n bytes from the i-th on as ASCII, others as dots.
func drawText(c *canvas, x, y int, b *changes[byte], i, n int, m moment) {
	for j := range n {
		text, usual := ".", faint
		if v := b.values[i+j]; ' ' <= v && v <= '~' {
			text, usual = string(rune(v)), plain
		}
		c.write(x+j, y, c.width, text, m.mark(b.at[i+j], usual))
	}
}

// quiet is the style of what is usual.
func quiet(usual bool) style {
	if usual {
		return faint
	}
	return plain
}
