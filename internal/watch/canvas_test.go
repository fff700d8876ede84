package watch

import (
	"math/rand"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

func TestWrite(t *testing.T) {
	for _, tc := range []struct {
		text string
		end  int
		want string
		x    int
	}{
		{"abc", 8, "abc", 3},
		{"abcdefgh", 8, "abcdefgh", 8},
		{"abcdefghi", 8, "abcdefg…", 8},
		{"abc", 2, "a…", 2},
		{"日本", 8, "日本", 4},
		{"日本語日本", 8, "日本語…", 8},
		{"a日本語", 6, "a日本…", 6},
		{"日本", 3, "日…", 3},
		{"日本", 2, "…", 2},
		{"e\u0301te\u0301", 8, "e\u0301te\u0301", 3},
		{"a\x1b[2Jb", 8, "a?[2Jb", 6},
		{"a\n\u009bb", 8, "a??b", 4},
		{"\xff", 8, "\ufffd", 1},
		{"", 8, "", 0},
		{"abc", 0, "", 0},
	} {
		c := newCanvas(8, 1)
		x := c.write(0, 0, tc.end, tc.text, plain)
		if got := strings.TrimSuffix(c.String(), "\n"); got != tc.want || x != tc.x {
			t.Errorf("%q in %d: %q to %d, want %q to %d", tc.text, tc.end, got, x, tc.want, tc.x)
		}
	}
}

// screenful is a terminal of a few sequences.
type screenful struct {
	*canvas
	style string
	x, y  int
}

var sequences = regexp.MustCompile(`^\x1b\[(\??)([0-9;]*)([a-zA-Z])`)

func (s *screenful) receive(t *testing.T, text string) {
	for text != "" {
		if found := sequences.FindStringSubmatch(text); found != nil {
			text = text[len(found[0]):]
			switch found[3] {
			case "m":
				s.style = strings.TrimPrefix(strings.TrimPrefix(found[2], "0"), ";")
			case "H":
				y, x, _ := strings.Cut(found[2], ";")
				s.y, _ = strconv.Atoi(y)
				s.x, _ = strconv.Atoi(x)
				s.x, s.y = s.x-1, s.y-1
			case "J":
				s.canvas = newCanvas(s.width, s.height)
			}
			continue
		}
		char, rest, width := next(text)
		look := style(0)
		for i, l := range newLooks(true) {
			if l == s.style {
				look = style(i)
				break
			}
		}
		row := s.row(s.y)
		if row[s.x].text == "" && s.x > 0 {
			t.Fatalf("%q is written into a wide character", char)
		}
		if s.x+width < s.width && row[s.x+width].text == "" { // a half that is left
			row[s.x+width].text = " "
		}
		row[s.x] = cell{char, look}
		if width == 2 {
			row[s.x+1] = cell{"", look}
		}
		s.x, text = s.x+width, rest
	}
}

// A terminal that is sent the differences shows what one would that is sent all.
func TestFrames(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	words := []string{"segment", "日本", "é", " ", "0 1 2", "…", "語a"}
	var before *canvas
	seen := &screenful{canvas: newCanvas(20, 4)}
	for range 2000 {
		c := newCanvas(20, 4)
		if before != nil && random.Intn(2) == 0 {
			copy(c.cells, before.cells)
		} else {
			for y := range c.height {
				for x := 0; x < c.width; {
					x = c.write(x, y, c.width, words[random.Intn(len(words))], style(random.Intn(int(styles))))
				}
			}
		}
		if random.Intn(10) == 0 {
			c.selectRow(random.Intn(4))
			for i := range c.cells { // selected twice is not a style
				if c.cells[i].style >= 2*styles {
					c.cells[i].style -= selected
				}
			}
		}
		seen.receive(t, string(frame(nil, before, c, newLooks(true))))
		if got, want := seen.String(), c.String(); got != want {
			t.Fatalf("the terminal shows\n%s, not\n%s", got, want)
		}
		looks := newLooks(true)
		for i := range c.cells {
			if got, want := looks[seen.cells[i].style], looks[c.cells[i].style]; got != want {
				t.Fatalf("cell %d looks %q, not %q", i, got, want)
			}
		}
		before = c
	}
	if b := frame(nil, before, before, newLooks(true)); len(b) != 0 {
		t.Errorf("nothing changes, and %q is sent", b)
	}
}
