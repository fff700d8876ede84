package edit

import (
	"slices"
	"unicode"
)

// text is what is being typed, and where.
type text struct {
	runes []rune
	at    int // the cursor is before runes[at]
}

func newText(s string) text {
	r := []rune(s)
	return text{r, len(r)}
}

func (t *text) String() string { return string(t.runes) }

func (t *text) insert(s string) {
	r := []rune(s)
	t.runes = slices.Insert(t.runes, t.at, r...)
	t.at += len(r)
}

// delete takes out what is between the cursor and another place, and gives it.
func (t *text) delete(to int) string {
	from, to := min(t.at, to), max(t.at, to)
	s := string(t.runes[from:to])
	t.runes = slices.Delete(t.runes, from, to)
	t.at = from
	return s
}

// left and right are the places a character away: marks belong to the one before.
func (t *text) left() int {
	i := max(t.at-1, 0)
	for i > 0 && unicode.In(t.runes[i], unicode.Mn, unicode.Me) {
		i--
	}
	return i
}

func (t *text) right() int {
	i := min(t.at+1, len(t.runes))
	for i < len(t.runes) && unicode.In(t.runes[i], unicode.Mn, unicode.Me) {
		i++
	}
	return i
}

// wordLeft and wordRight are the places a word away.
func (t *text) wordLeft() int {
	i := t.at
	for i > 0 && !inWord(t.runes[i-1]) {
		i--
	}
	for i > 0 && inWord(t.runes[i-1]) {
		i--
	}
	return i
}

func (t *text) wordRight() int {
	i := t.at
	for i < len(t.runes) && !inWord(t.runes[i]) {
		i++
	}
	for i < len(t.runes) && inWord(t.runes[i]) {
		i++
	}
	return i
}

func inWord(c rune) bool { return c == '_' || unicode.IsLetter(c) || unicode.IsDigit(c) }

// spaceLeft is the place behind the last blank.
func (t *text) spaceLeft() int {
	i := t.at
	for i > 0 && unicode.IsSpace(t.runes[i-1]) {
		i--
	}
	for i > 0 && !unicode.IsSpace(t.runes[i-1]) {
		i--
	}
	return i
}

// home and end are the ends of the cursor's line.
func (t *text) home() int {
	i := t.at
	for i > 0 && t.runes[i-1] != '\n' {
		i--
	}
	return i
}

func (t *text) end() int {
	i := t.at
	for i < len(t.runes) && t.runes[i] != '\n' {
		i++
	}
	return i
}

// up and down move to the line before or after, and tell whether there is one.
func (t *text) up() bool {
	home := t.home()
	if home == 0 {
		return false
	}
	column := t.at - home
	t.at = home - 1
	end := t.at
	t.at = min(t.home()+column, end)
	return true
}

func (t *text) down() bool {
	column, end := t.at-t.home(), t.end()
	if end == len(t.runes) {
		return false
	}
	t.at = end + 1
	t.at = min(t.at+column, t.end())
	return true
}

// swap exchanges the characters around the cursor.
func (t *text) swap() {
	i := min(t.at, len(t.runes)-1)
	if i < 1 {
		return
	}
	t.runes[i-1], t.runes[i] = t.runes[i], t.runes[i-1]
	t.at = i + 1
}
