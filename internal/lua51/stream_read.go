package lua51

import (
	"bytes"
	"io"
	"math"
	"os"
	"slices"
	"strings"
)

// What file:read's formats read. At the end of the file they give io.EOF; what
// was read before an error is lost.

// readLine reads up to the next newline, which is left out.
func (s *stream) readLine() (string, error) {
	var long []byte
	for {
		if err := s.fill(); err == io.EOF && len(long) > 0 {
			return string(long), nil
		} else if err != nil {
			return "", err
		}
		if i := bytes.IndexByte(s.ahead, '\n'); i >= 0 {
			line := s.take(i + 1)[:i]
			if long == nil {
				return string(line), nil
			}
			return string(append(long, line...)), nil
		}
		if long = append(long, s.take(len(s.ahead))...); len(long) > maxRead {
			return "", errTooLong
		}
	}
}

// readBytes reads n bytes, or as many as there are.
func (s *stream) readBytes(n uint64) (string, error) {
	if n <= uint64(len(s.ahead)) {
		return string(s.take(int(n))), nil
	}
	err := s.ready()
	var text []byte
	if n == math.MaxUint64 {
		text = make([]byte, 0, len(s.ahead)+s.rest())
	}
	for err == nil && uint64(len(text)) < n {
		if len(text) >= maxRead {
			return "", errTooLong
		}
		rest := n - uint64(len(text))
		if len(s.ahead) > 0 || rest < bufferSize {
			if err = s.fill(); err == nil {
				text = append(text, s.take(int(min(rest, uint64(len(s.ahead)))))...)
			}
			continue
		}
		if cap(text)-len(text) < bufferSize {
			text = slices.Grow(text, max(bufferSize, len(text))) // it doubles
		}
		room := text[len(text):cap(text)]
		var got int
		got, err = s.readDevice(room[:min(rest, uint64(len(room)))])
		text = text[:len(text)+got]
	}
	if err == io.EOF && len(text) > 0 {
		err = nil
	}
	return string(text), err
}

// readAll reads the rest. There always is one.
func (s *stream) readAll() (string, error) {
	text, err := s.readBytes(math.MaxUint64)
	if err == io.EOF {
		err = nil
	}
	return text, err
}

// rest is how much of a regular file is to be read, and room to see its end; of
// another device it is nothing.
func (s *stream) rest() int {
	if f, ok := s.device.(*os.File); ok {
		if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
			if at, err := f.Seek(0, io.SeekCurrent); err == nil {
				return int(min(max(info.Size()-at, 0), maxRead)) + bufferSize
			}
		}
	}
	return 0
}

// readNumber reads a number as scanf's %lf does: what belongs to no number after
// all, as in "0xz" and "1e+", has been read all the same. ok is false where there
// is none.
func (s *stream) readNumber() (x float64, ok bool, err error) {
	n := numeral{s: s}
	for strings.IndexByte(spaces, n.peek()) >= 0 && n.err == nil {
		s.take(1)
	}
	text := n.read()
	if n.err != nil && n.err != io.EOF {
		return 0, false, n.err
	}
	x, ok = parseNumber(text)
	return x, ok, nil
}

// A numeral is one that is being read.
type numeral struct {
	s    *stream
	text []byte
	err  error
}

// peek is the next byte, 0 where there is none.
func (n *numeral) peek() byte {
	if n.err == nil {
		if n.err = n.s.fill(); n.err == nil {
			return n.s.ahead[0]
		}
	}
	return 0
}

// accept takes the next byte if it is one of these.
func (n *numeral) accept(these string) bool {
	c := n.peek()
	if n.err != nil || strings.IndexByte(these, c) < 0 {
		return false
	}
	if n.text = append(n.text, c); len(n.text) > maxRead {
		n.err = errTooLong
	}
	n.s.take(1)
	return true
}

// word takes the letters of a word. The one that is another is gone too.
func (n *numeral) word(word string) bool {
	for _, c := range word {
		if !n.accept(string(c) + strings.ToUpper(string(c))) {
			if n.peek(); n.err == nil {
				n.s.take(1)
			}
			return false
		}
	}
	return true
}

// read takes a numeral and gives it as strtod understands it, or "".
func (n *numeral) read() string {
	n.accept("+-")
	switch n.peek() {
	case 'n', 'N':
		if !n.word("nan") {
			return ""
		}
		return string(n.text)
	case 'i', 'I':
		if !n.word("inf") {
			return ""
		}
		if c := n.peek(); (c == 'i' || c == 'I') && !n.word("inity") {
			return ""
		}
		return string(n.text)
	}
	return n.digits()
}

func (n *numeral) digits() string {
	digits, exponent := "0123456789", "eE"
	any := n.accept("0")
	if any && n.accept("xX") {
		any, digits, exponent = false, digits+"abcdefABCDEF", "pP"
	}
	point := false
	for {
		switch {
		case n.accept(digits):
			any = true
			continue
		case !point && n.accept("."):
			point = true
			continue
		}
		break
	}
	if !any {
		return ""
	}
	whole := len(n.text)
	if n.accept(exponent) {
		n.accept("+-")
		for n.accept("0123456789") {
			whole = len(n.text)
		}
	}
	return string(n.text[:whole])
}
