package watch

// question is asked in the last line.
type question struct {
	text     string
	one      bool // a single key answers
	answer   string
	answered func(answer string) // an empty answer is also that of Escape
}

// press tells whether the answer is complete.
func (q *question) press(k key) bool {
	switch {
	case k == escape:
		q.answer = ""
		return true
	case k == enter:
		return true
	case q.one:
		q.answer = string(k)
		return true
	case k == backspace:
		if runes := []rune(q.answer); len(runes) > 0 {
			q.answer = string(runes[:len(runes)-1])
		}
	case len([]rune(string(k))) == 1:
		q.answer += string(k)
	}
	return false
}
