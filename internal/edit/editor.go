package edit

import (
	"errors"
	"io"
	"os"
	"strings"
	"sync"

	"golang.org/x/term"
)

// ErrInterrupted is what Read gives when Ctrl-C was pressed.
var ErrInterrupted = errors.New("interrupted")

// Editor reads from a terminal and writes to it. What is written while somebody
// types comes above the line that is being typed.
type Editor struct {
	// Complete gives the words that could stand from text[start:cursor] on; all
	// begin with what is there. Offsets count bytes.
	Complete func(text string, cursor int) (start int, words []string)
	// Finished tells whether Enter ends the text, and does not go on in a new line.
	Finished func(text string) bool
	// History is what the arrow keys and Ctrl-R look through.
	History *History

	in, out *os.File

	mu     sync.Mutex
	inLine bool        // the last that was written was no newline
	cooked *term.State // while a text is read: the settings to go back to
	prompt string
	more   string // before the lines behind the first
	text
	row    int    // of the cursor, from the first that is shown
	killed string // by Ctrl-K and its like, for Ctrl-Y
	undo   []text
	entry  int    // of the history that is shown
	draft  string // what was typed before going there
	search *search
}

// New makes an editor of a terminal.
func New(in, out *os.File) *Editor {
	return &Editor{in: in, out: out, History: &History{}}
}

// Read lets a text be typed behind a prompt, its further lines behind more. The
// error is io.EOF for Ctrl-D and where the terminal is gone, ErrInterrupted for
// Ctrl-C.
func (e *Editor) Read(prompt, more string) (string, error) {
	if err := e.begin(prompt, more); err != nil {
		return "", err
	}
	defer onResize(e.resized)()
	defer e.Restore()
	for {
		k, err := keys{e.in}.next()
		if err != nil {
			return "", io.EOF
		}
		if k.name == "ctrl-z" {
			e.suspend()
			continue
		}
		if done, err := e.press(k); done {
			return e.text.String(), err
		}
	}
}

// begin shows the prompt.
func (e *Editor) begin(prompt, more string) (err error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.inLine {
		io.WriteString(e.out, "\n")
		e.inLine = false
	}
	if before, last, found := cutLast(prompt, "\n"); found {
		io.WriteString(e.out, before+"\n")
		prompt = last
	}
	if e.cooked, err = term.MakeRaw(int(e.in.Fd())); err != nil {
		return err
	}
	e.prompt, e.more = prompt, more
	e.text, e.undo, e.draft, e.entry, e.search = text{}, nil, "", len(e.History.entries), nil
	io.WriteString(e.out, pasteOn)
	e.row = 0
	e.draw()
	return nil
}

// What makes a terminal mark what is pasted, and no longer.
const (
	pasteOn  = "\x1b[?2004h"
	pasteOff = "\x1b[?2004l"
)

// Restore leaves the terminal as it was found: for a program that ends while a
// text is read.
func (e *Editor) Restore() {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.cooked != nil {
		io.WriteString(e.out, pasteOff)
		term.Restore(int(e.in.Fd()), e.cooked)
		e.cooked = nil
	}
}

// Write puts text out, above what is being typed.
func (e *Editor) Write(p []byte) (int, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if len(p) == 0 {
		return 0, nil
	}
	if e.cooked == nil {
		e.inLine = p[len(p)-1] != '\n'
		return e.out.Write(p)
	}
	e.above(string(p))
	return len(p), nil
}

// press does what a key is for and shows it. done: the text is complete, or err
// says why there is none.
func (e *Editor) press(k key) (done bool, err error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.search != nil && e.searchKey(k) {
		e.redraw()
		return false, nil
	}
	done, err = e.act(k)
	if done {
		e.text.at = len(e.text.runes)
		mark := ""
		if errors.Is(err, ErrInterrupted) {
			mark = "^C"
		}
		io.WriteString(e.out, e.erase()+e.frame().String()+mark+"\r\n")
		return done, err
	}
	e.redraw()
	return false, nil
}

func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return "", s, false
}
