package edit

import (
	"fmt"
	"io"
	"strings"

	"golang.org/x/term"
)

// Columns is how wide the terminal is.
func (e *Editor) Columns() int {
	columns, _ := e.size()
	return columns
}

func (e *Editor) size() (columns, rows int) {
	columns, rows, err := term.GetSize(int(e.out.Fd()))
	if err != nil || columns <= 0 || rows <= 0 {
		return 80, 24
	}
	return columns, rows
}

// frame lays out what is to be seen.
func (e *Editor) frame() frame {
	columns, rows := e.size()
	prompt := e.prompt
	if e.search != nil {
		prompt = e.search.prompt()
	}
	return layOut(prompt, e.more, &e.text, columns).window(rows)
}

// erase is what clears what was drawn, and leaves the cursor where it began.
func (e *Editor) erase() string {
	up := ""
	if e.row > 0 {
		up = fmt.Sprintf("\x1b[%dA", e.row)
	}
	return up + "\r\x1b[J"
}

// redraw shows the text as it is now, in one write.
func (e *Editor) redraw() {
	erase := e.erase()
	f := e.frame()
	e.row = f.row
	io.WriteString(e.out, erase+f.String())
}

// draw shows the text where nothing was drawn.
func (e *Editor) draw() {
	e.row = 0
	e.redraw()
}

// above puts text out in the place of what is being typed, and that below.
func (e *Editor) above(s string) {
	if !strings.HasSuffix(s, "\n") {
		s += "\n"
	}
	erase := e.erase()
	f := e.frame()
	e.row = f.row
	io.WriteString(e.out, erase+strings.ReplaceAll(s, "\n", "\r\n")+f.String())
}

// resized shows the text again. Terminals that have become narrower or wider
// have already wrapped it anew.
func (e *Editor) resized() {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.cooked != nil {
		e.row = e.frame().row
		e.redraw()
	}
}

// suspend stops the program until the shell lets it go on, as Ctrl-Z does.
func (e *Editor) suspend() {
	e.mu.Lock()
	defer e.mu.Unlock()
	fd := int(e.in.Fd())
	io.WriteString(e.out, pasteOff+"\r\n")
	term.Restore(fd, e.cooked)
	stop()
	if _, err := term.MakeRaw(fd); err != nil {
		return // the terminal is gone: the next read says so
	}
	io.WriteString(e.out, pasteOn)
	e.draw()
}
