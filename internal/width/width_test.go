package width

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestOf(t *testing.T) {
	for s, want := range map[string]int{"": 0, "abc": 3, "é": 1, "e\u0301": 1, "日本": 4, "👍": 2} {
		if got := Of(s); got != want {
			t.Errorf("Of(%q) = %d, want %d", s, got, want)
		}
	}
}

func TestCut(t *testing.T) {
	for _, c := range []struct{ text, cut, left string }{
		{"abc", "abc", "abc"},
		{"abcdef", "abc…", "…def"},
		{"日本語", "日…", "…語"},
		{"e\u0301e\u0301e\u0301e\u0301e", "e\u0301e\u0301e\u0301…", "…e\u0301e\u0301e"},
	} {
		if got := Cut(c.text, 4); got != c.cut {
			t.Errorf("Cut(%q) = %q, want %q", c.text, got, c.cut)
		}
		if got := CutLeft(c.text, 4); got != c.left {
			t.Errorf("CutLeft(%q) = %q, want %q", c.text, got, c.left)
		}
	}
}

func TestWrap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.SampledFrom([]rune("ab 日\n"))).Draw(t, "text")
		columns := rapid.IntRange(1, 12).Draw(t, "columns")
		lines := Wrap(text, columns)
		if got, want := strings.Fields(strings.Join(lines, " ")), strings.Fields(text); !slices.Equal(got, want) {
			t.Fatalf("%q has the words %q, want %q", lines, got, want)
		}
		for i, line := range lines {
			if Of(line) > columns && strings.Contains(line, " ") {
				t.Fatalf("%q is wider than %d", line, columns)
			}
			if i > 0 && Of(lines[i-1])+1+Of(strings.Fields(line)[0]) <= columns {
				t.Fatalf("%q would fit on the line before", line)
			}
		}
	})
}

func TestAnyText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		columns := rapid.IntRange(1, 20).Draw(t, "columns")
		plain := Plain(text)
		if strings.ContainsAny(plain, "\n\r\t\x1b") {
			t.Fatalf("Plain(%q) = %q", text, plain)
		}
		for _, s := range []string{Cut(plain, columns), CutLeft(plain, columns)} {
			if Of(s) > columns {
				t.Fatalf("%q of %q is wider than %d", s, plain, columns)
			}
		}
	})
}
