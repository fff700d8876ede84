package watch

import "unicode/utf8"

// key is one that was pressed: a name of these, or the character itself.
type key string

const (
	up        key = "up"
	down      key = "down"
	left      key = "left"
	right     key = "right"
	pageUp    key = "page up"
	pageDown  key = "page down"
	home      key = "home"
	end       key = "end"
	enter     key = "enter"
	escape    key = "escape"
	backspace key = "backspace"
	remove    key = "delete"
	interrupt key = "interrupt" // Ctrl-C
	suspend   key = "suspend"   // Ctrl-Z
	repaint   key = "repaint"   // Ctrl-L
	unknown   key = "unknown"
)

// controls are the keys that send one byte.
func control(b byte) key {
	switch b {
	case 'C' & 0x1f:
		return interrupt
	case 'Z' & 0x1f:
		return suspend
	case 'L' & 0x1f:
		return repaint
	case 'B' & 0x1f, 'U' & 0x1f:
		return pageUp
	case 'F' & 0x1f, 'D' & 0x1f:
		return pageDown
	case 'P' & 0x1f:
		return up
	case 'N' & 0x1f:
		return down
	case '\r', '\n':
		return enter
	case 0x7f, '\b':
		return backspace
	}
	return unknown
}

// sequence is the key that sends these bytes behind "ESC [" or "ESC O", as
// xterm, the Linux console and their likes do.
func sequence(text string) key {
	switch text {
	case "A":
		return up
	case "B":
		return down
	case "C":
		return right
	case "D":
		return left
	case "H", "1~", "7~":
		return home
	case "F", "4~", "8~":
		return end
	case "5~":
		return pageUp
	case "6~":
		return pageDown
	case "3~":
		return remove
	}
	return unknown
}

// decode splits what a terminal sent into keys. The rest is the beginning of a
// key whose other bytes are still to come; a rest of one ESC may also be the key
// Escape.
func decode(sent []byte) (keys []key, rest []byte) {
	for len(sent) > 0 {
		b := sent[0]
		switch {
		case b == 0x1b:
			k, length := decodeEscape(sent)
			if length == 0 {
				return keys, sent
			}
			keys, sent = append(keys, k), sent[length:]
		case b < ' ' || b == 0x7f:
			keys, sent = append(keys, control(b)), sent[1:]
		case !utf8.FullRune(sent):
			return keys, sent
		default:
			_, length := utf8.DecodeRune(sent)
			keys, sent = append(keys, key(sent[:length])), sent[length:]
		}
	}
	return keys, nil
}

// decodeEscape gives the key that begins with ESC and how many bytes it has; 0
// when some are still to come.
func decodeEscape(sent []byte) (key, int) {
	if len(sent) == 1 {
		return unknown, 0
	}
	if sent[1] != '[' && sent[1] != 'O' {
		return escape, 1
	}
	for i := 2; i < len(sent); i++ {
		if '@' <= sent[i] && sent[i] <= '~' {
			return sequence(string(sent[2 : i+1])), i + 1
		}
	}
	return unknown, 0
}
