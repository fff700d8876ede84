package edit

import (
	"fmt"
	"strings"
	"testing"
)

func TestLayOut(t *testing.T) {
	for _, c := range []struct {
		text    string
		at      int
		columns int
		want    string // rows, + for one that goes on; cursor
	}{
		{"", 0, 10, "> |0,2"},
		{"ab", 1, 10, "> ab|0,3"},
		{"ab\ncd", 5, 10, "> ab/>> cd|1,5"},
		{"abcd", 4, 6, "> abcd/|1,0"},
		{"abcd", 3, 6, "> abcd|0,5"},
		{"abcde", 4, 6, "> abcd+e|1,0"},
		{"abcde", 5, 6, "> abcd+e|1,1"},
		{"abcd\ne", 4, 6, "> abcd/>> e|0,5"},
		{"日本", 2, 10, "> 日本|0,6"},
		{"a日本", 2, 6, "> a日 +本|1,0"},
		{"a日本", 3, 6, "> a日 +本|1,2"},
		{"e\u0301x", 2, 10, "> e\u0301x|0,3"},
		{"\tx\x01", 3, 20, ">     x^A|0,9"},
	} {
		txt := newText(c.text)
		txt.at = c.at
		f := layOut("> ", ">> ", &txt, c.columns)
		var rows strings.Builder
		for i, r := range f.rows {
			rows.WriteString(r.text)
			switch {
			case r.full:
				rows.WriteString("+")
			case i < len(f.rows)-1:
				rows.WriteString("/")
			}
		}
		if got := fmt.Sprintf("%s|%d,%d", &rows, f.row, f.col); got != c.want {
			t.Errorf("%q, %d in %d columns: %q, want %q", c.text, c.at, c.columns, got, c.want)
		}
	}
}

func TestWindow(t *testing.T) {
	txt := newText("a\nb\nc\nd\ne")
	for at, want := range map[int]string{0: "> a\r\n>b\r\n>c\r\x1b[2A\x1b[2C", 4: "> a\r\n>b\r\n>c\r\x1b[1C", 9: ">c\r\n>d\r\n>e\r\x1b[2C"} {
		txt.at = at
		if got := layOut("> ", ">", &txt, 10).window(3).String(); got != want {
			t.Errorf("at %d: %q, want %q", at, got, want)
		}
	}
}

func TestPrintedWidth(t *testing.T) {
	for prompt, want := range map[string]int{"> ": 2, "\x1b[1;32mlua\x1b[0m> ": 5, "日> ": 4, "": 0, "\x1b[": 0} {
		if got := printedWidth(prompt); got != want {
			t.Errorf("%q: %d, want %d", prompt, got, want)
		}
	}
}
