package edit

import (
	"io"
	"strings"
	"unicode/utf8"
)

// A key is one that was pressed, by its name: "enter", "left", "ctrl-a",
// "alt-b". What stands for itself, and what was pasted, has no name.
type key struct{ name, text string }

// keys reads keys. It takes no byte beyond the key: what follows may be for
// somebody else.
type keys struct{ io.Reader }

const escape = 0x1b

// pasteEnd is what a terminal sends behind a pasted text.
const pasteEnd = "\x1b[201~"

func (r keys) next() (key, error) {
	b, err := r.byte()
	if err != nil {
		return key{}, err
	}
	if b != escape {
		return r.plain(b)
	}
	if b, err = r.byte(); err != nil {
		return key{}, err
	}
	if b == '[' || b == 'O' {
		return r.sequence()
	}
	k, err := r.plain(b)
	if k.name == "" {
		k = key{name: k.text}
	}
	return key{name: "alt-" + k.name}, err
}

// plain is the key that begins with a byte other than escape.
func (r keys) plain(b byte) (key, error) {
	switch {
	case b == '\r' || b == '\n':
		return key{name: "enter"}, nil
	case b == '\t':
		return key{name: "tab"}, nil
	case b == 0x7f || b == 8:
		return key{name: "backspace"}, nil
	case b == escape:
		return key{name: "escape"}, nil
	case b < ' ':
		return key{name: "ctrl-" + strings.ToLower(string(rune(b|0x40)))}, nil
	}
	text := []byte{b}
	for !utf8.FullRune(text) {
		b, err := r.byte()
		if err != nil {
			return key{}, err
		}
		text = append(text, b)
	}
	return key{text: strings.ToValidUTF8(string(text), string(utf8.RuneError))}, nil
}

// sequenceName is the name of a key that a terminal sends behind escape and '[' or 'O'.
func sequenceName(s string) string {
	switch s {
	case "A":
		return "up"
	case "B":
		return "down"
	case "C":
		return "right"
	case "D":
		return "left"
	case "H", "1~", "7~":
		return "home"
	case "F", "4~", "8~":
		return "end"
	case "3~":
		return "delete"
	case "1;5C", "1;3C", "5C":
		return "alt-f"
	case "1;5D", "1;3D", "5D":
		return "alt-b"
	}
	return "unknown"
}

func (r keys) sequence() (key, error) {
	var s []byte
	for len(s) == 0 || s[len(s)-1] < '@' || '~' < s[len(s)-1] {
		b, err := r.byte()
		if err != nil {
			return key{}, err
		}
		s = append(s, b)
	}
	if string(s) == "200~" {
		return r.pasted()
	}
	return key{name: sequenceName(string(s))}, nil
}

func (r keys) pasted() (key, error) {
	var text []byte
	for !strings.HasSuffix(string(text[max(0, len(text)-len(pasteEnd)):]), pasteEnd) {
		b, err := r.byte()
		if err != nil {
			return key{}, err
		}
		text = append(text, b)
	}
	s := strings.TrimSuffix(string(text), pasteEnd)
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s)
	s = strings.TrimSuffix(s, "\n") // Enter ends the text, as what is typed
	return key{text: strings.ToValidUTF8(s, string(utf8.RuneError))}, nil
}

func (r keys) byte() (byte, error) {
	var b [1]byte
	_, err := io.ReadFull(r, b[:])
	return b[0], err
}
