package edit

import "strings"

// search is a search through the history, backwards, while it is typed.
type search struct {
	query  string
	entry  int // of the history that is shown, its length for none
	before text
	failed bool
}

func (s *search) prompt() string {
	what := "search"
	if s.failed {
		what = "no such entry"
	}
	return "(" + what + ": " + s.query + ") "
}

func (e *Editor) startSearch() {
	e.search = &search{entry: len(e.History.entries), before: e.text}
}

// searchKey takes a key while a search goes on; false: it ends the search, and
// is for the text that was found.
func (e *Editor) searchKey(k key) bool {
	s := e.search
	switch k.name {
	case "":
		s.query += strings.ReplaceAll(k.text, "\n", " ")
		e.find(s.entry, -1)
	case "backspace":
		if r := []rune(s.query); len(r) > 0 {
			s.query = string(r[:len(r)-1])
		}
		e.find(len(e.History.entries)-1, -1)
	case "ctrl-r":
		e.find(s.entry-1, -1)
	case "ctrl-s":
		e.find(s.entry+1, 1)
	case "ctrl-g", "ctrl-c", "escape":
		e.text, e.search = s.before, nil
	default:
		e.search = nil
		if s.entry < len(e.History.entries) {
			e.draft, e.entry = s.before.String(), s.entry
		}
		return false
	}
	return true
}

// find shows the next entry that has the query in it, from one on.
func (e *Editor) find(from, step int) {
	s, entries := e.search, e.History.entries
	for i := min(from, len(entries)-1); 0 <= i && i < len(entries) && s.query != ""; i += step {
		if at := strings.Index(entries[i], s.query); at >= 0 {
			s.entry, s.failed = i, false
			e.text = newText(entries[i])
			e.text.at = len([]rune(entries[i][:at]))
			return
		}
	}
	s.failed = s.query != ""
}
