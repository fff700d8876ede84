package watch

import (
	"fmt"
	"os"
	"time"

	"golang.org/x/term"
)

// terminal is a terminal of which the whole screen is ours until close.
type terminal struct {
	in, out *os.File
	looks   *looks
	before  *term.State
	shown   *canvas // nil: not known
}

// What a terminal is sent: ECMA-48, and xterm's private modes. Those that a
// terminal does not know it ignores.
const (
	// The other screen, no cursor, no line that goes on in the next.
	takeOver = "\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[2J"
	giveBack = "\x1b[0m\x1b[?7h\x1b[?25h\x1b[?1049l"
	// What lies between is shown at once.
	beginFrame = "\x1b[?2026h"
	endFrame   = "\x1b[?2026l"
)

// looks are the styles as parameters of SGR, those of a selected row behind the
// others.
type looks [2 * styles]string

// newLooks gives the looks. Colours are the eight that people's palettes define.
func newLooks(colours bool) *looks {
	if !colours {
		return &looks{
			faint: "2", strong: "1", fresh: "1;4;7", recent: "4", added: "1", gone: "9", waits: "1", alarm: "1;7",
			selected + plain: "7", selected + faint: "7", selected + fresh: "1;4", selected + recent: "4;7", selected + added: "7", selected + gone: "9;7",
		}
	}
	return &looks{
		faint: "2", strong: "1", fresh: "30;43", recent: "33", added: "32", gone: "31;9", bar: "36", waits: "35", alarm: "1;31",
		selected + plain: "7", selected + faint: "7", selected + fresh: "30;43", selected + recent: "33;7", selected + added: "7", selected + gone: "9;7",
	}
}

// openTerminal takes the terminal over.
func openTerminal(in, out *os.File, colours bool) (*terminal, error) {
	t := &terminal{in: in, out: out, looks: newLooks(colours)}
	err := t.open()
	if err != nil && t.before != nil {
		t.close()
	}
	return t, err
}

// open takes it over, also once more: what it was like before is as it was the
// first time.
func (t *terminal) open() error {
	before, err := term.MakeRaw(int(t.in.Fd()))
	if err != nil {
		return fmt.Errorf("the terminal cannot be set: %w", err)
	}
	if t.before == nil {
		t.before = before
	}
	t.shown = nil
	_, err = t.out.WriteString(takeOver)
	return err
}

// close leaves the terminal as it was before open.
func (t *terminal) close() {
	t.out.WriteString(giveBack)
	term.Restore(int(t.in.Fd()), t.before)
}

// lend gives the terminal to the shell, as Ctrl-Z does elsewhere, and takes it
// over when the job goes on.
func (t *terminal) lend(resumed <-chan os.Signal) error {
	t.close()
	if stopJob() == nil {
		select {
		case <-resumed:
		case <-time.After(100 * time.Millisecond): // it was not stopped
		}
	}
	return t.open()
}

// size gives columns and lines, 80 × 24 where the terminal does not know.
func (t *terminal) size() (width, height int) {
	width, height, err := term.GetSize(int(t.out.Fd()))
	if err != nil || width <= 0 || height <= 0 {
		return 80, 24
	}
	return width, height
}

// show makes the terminal show a canvas, and sends only what differs.
func (t *terminal) show(c *canvas) error {
	b := frame(nil, t.shown, c, t.looks)
	t.shown = c
	if len(b) == 0 {
		return nil
	}
	_, err := t.out.Write(b)
	return err
}

// frame appends what turns a terminal that shows one canvas into one that shows
// another; nil for a terminal of which nothing is known.
func frame(b []byte, from, to *canvas, l *looks) []byte {
	begin := len(b)
	b = append(b, beginFrame...)
	if from == nil || from.width != to.width || from.height != to.height {
		b = append(b, "\x1b[0m\x1b[2J"...)
		from = newCanvas(to.width, to.height)
	}
	empty := len(b)
	current := 2 * styles // none
	for y := range to.height {
		old, row := from.row(y), to.row(y)
		first, last := 0, len(row)-1
		for first <= last && old[first] == row[first] {
			first++
		}
		for last > first && old[last] == row[last] {
			last--
		}
		if first > last {
			continue
		}
		for first > 0 && (row[first].text == "" || old[first].text == "") {
			first-- // not from the middle of a wide character
		}
		b = fmt.Appendf(b, "\x1b[%d;%dH", y+1, first+1)
		for _, each := range row[first : last+1] {
			if each.style != current {
				current = each.style
				b = append(b, "\x1b[0"...)
				if look := l[current]; look != "" {
					b = append(append(b, ';'), look...)
				}
				b = append(b, 'm')
			}
			b = append(b, each.text...)
		}
	}
	if len(b) == empty && empty == begin+len(beginFrame) {
		return b[:begin]
	}
	return append(b, "\x1b[0m"+endFrame...)
}
