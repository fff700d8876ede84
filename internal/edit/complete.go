package edit

import (
	"fmt"
	"strings"

	"ipclua/internal/width"
)

// maxWords is how many words are listed.
const maxWords = 200

// complete adds what all words that could stand here have in common; where that
// is nothing it lists them. At the beginning of a line it indents.
func (e *Editor) complete() {
	t := &e.text
	if strings.TrimSpace(string(t.runes[t.home():t.at])) == "" {
		e.change(func() { t.insert("  ") })
		return
	}
	if e.Complete == nil {
		return
	}
	cursor := len(string(t.runes[:t.at]))
	start, words := e.Complete(t.String(), cursor)
	if len(words) == 0 {
		return
	}
	typed := t.String()[start:cursor]
	if rest := strings.TrimPrefix(commonPrefix(words), typed); rest != "" {
		e.change(func() { t.insert(rest) })
		return
	}
	if len(words) > 1 {
		e.above(e.list(words))
	}
}

func commonPrefix(words []string) string {
	prefix := words[0]
	for _, w := range words[1:] {
		for !strings.HasPrefix(w, prefix) {
			prefix = prefix[:len(prefix)-1]
		}
	}
	return strings.ToValidUTF8(prefix, "")
}

// list arranges words in columns, downwards.
func (e *Editor) list(words []string) string {
	more := ""
	if len(words) > maxWords {
		more = fmt.Sprintf("… %d more\n", len(words)-maxWords)
		words = words[:maxWords]
	}
	widest := 0
	for _, w := range words {
		widest = max(widest, width.Of(w)+2)
	}
	columns := max(e.Columns()/widest, 1)
	rows := (len(words) + columns - 1) / columns
	var out strings.Builder
	for r := range rows {
		var line strings.Builder
		for i := r; i < len(words); i += rows {
			line.WriteString(width.Pad(words[i], widest))
		}
		out.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
	return out.String() + more
}
