package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"ipclua/internal/width"
)

// bar is the line on a terminal that tells how far the grading is.
type bar struct {
	out  *os.File // nil: no terminal
	most int
}

const barWidth = 30

func newBar(out io.Writer, most int) *bar {
	b := &bar{most: most}
	if f, ok := out.(*os.File); ok && isTerminal(f) {
		b.out = f
		b.show(0, "")
	}
	return b
}

func (b *bar) show(done int, last string) {
	if b.out == nil {
		return
	}
	full := barWidth * done / b.most
	line := fmt.Sprintf("[%s%s] %d of %d  %s", strings.Repeat("#", full), strings.Repeat(" ", barWidth-full), done, b.most, width.Plain(last))
	fmt.Fprintf(b.out, "\r\x1b[K%s", fit(line, max(lineWidth(b.out)-1, 1)))
}

func (b *bar) clear() {
	if b.out != nil {
		fmt.Fprint(b.out, "\r\x1b[K")
	}
}
