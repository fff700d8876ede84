package edit

import "io"

// act does what a key is for.
func (e *Editor) act(k key) (done bool, err error) {
	t := &e.text
	switch k.name {
	case "enter":
		if e.Finished == nil || e.Finished(t.String()) {
			return true, nil
		}
		e.change(func() { t.insert("\n") })
	case "alt-enter":
		e.change(func() { t.insert("\n") })
	case "ctrl-c":
		return true, ErrInterrupted
	case "ctrl-d":
		if len(t.runes) == 0 {
			return true, io.EOF
		}
		e.change(func() { t.delete(t.right()) })
	case "tab":
		e.complete()
	case "up", "ctrl-p":
		if !t.up() {
			e.recall(-1)
		}
	case "down", "ctrl-n":
		if !t.down() {
			e.recall(1)
		}
	case "ctrl-r":
		e.startSearch()
	case "ctrl-l":
		io.WriteString(e.out, "\x1b[H\x1b[J")
		e.row = 0
	case "ctrl-_":
		if n := len(e.undo); n > 0 {
			e.text, e.undo = e.undo[n-1], e.undo[:n-1]
		}
	default:
		if !e.move(k.name) && !e.remove(k.name) {
			e.change(func() { t.insert(k.text) })
		}
	}
	return false, nil
}

// move moves the cursor.
func (e *Editor) move(name string) bool {
	t := &e.text
	switch name {
	case "left", "ctrl-b":
		t.at = t.left()
	case "right", "ctrl-f":
		t.at = t.right()
	case "home", "ctrl-a":
		t.at = t.home()
	case "end", "ctrl-e":
		t.at = t.end()
	case "alt-b":
		t.at = t.wordLeft()
	case "alt-f":
		t.at = t.wordRight()
	default:
		return false
	}
	return true
}

// remove takes text out, or brings back what was.
func (e *Editor) remove(name string) bool {
	t := &e.text
	to := -1
	switch name {
	case "backspace":
		e.change(func() { t.delete(t.left()) })
	case "delete":
		e.change(func() { t.delete(t.right()) })
	case "ctrl-t":
		e.change(t.swap)
	case "ctrl-y":
		e.change(func() { t.insert(e.killed) })
	case "ctrl-k":
		if to = t.end(); to == t.at {
			to = t.right()
		}
	case "ctrl-u":
		to = t.home()
	case "ctrl-w":
		to = t.spaceLeft()
	case "alt-backspace":
		to = t.wordLeft()
	case "alt-d":
		to = t.wordRight()
	default:
		return false
	}
	if to >= 0 {
		e.change(func() { e.killed = t.delete(to) })
	}
	return true
}

// change does something that Ctrl-_ can undo.
func (e *Editor) change(do func()) {
	before := text{append([]rune(nil), e.text.runes...), e.text.at}
	do()
	if before.String() != e.text.String() {
		e.undo = append(e.undo, before)
	}
}

// recall shows the entry of the history that is so many steps away; after the
// last comes what was typed.
func (e *Editor) recall(step int) {
	entries := e.History.entries
	to := e.entry + step
	if to < 0 || to > len(entries) {
		return
	}
	if e.entry == len(entries) {
		e.draft = e.text.String()
	}
	e.entry = to
	if to == len(entries) {
		e.text = newText(e.draft)
	} else {
		e.text = newText(entries[to])
	}
}
