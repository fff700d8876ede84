package edit

import "testing"

func TestText(t *testing.T) {
	for _, c := range []struct {
		name string
		do   func(*text)
		want string
	}{
		{"home", func(t *text) { t.at = t.home() }, "one two\n|a.b_c é3"},
		{"word left", func(t *text) { t.at = t.wordLeft() }, "one two\na.b_c |é3"},
		{"two words left", func(t *text) { t.at = t.wordLeft(); t.at = t.wordLeft() }, "one two\na.|b_c é3"},
		{"word right", func(t *text) { t.at = 0; t.at = t.wordRight() }, "one| two\na.b_c é3"},
		{"to a space", func(t *text) { t.at = t.end() - 2; t.delete(t.spaceLeft()) }, "one two\n|é3"},
		{"up", func(t *text) { t.up() }, "one two|\na.b_c é3"},
		{"up in a column", func(t *text) { t.at = 10; t.up() }, "on|e two\na.b_c é3"},
		{"up and no further", func(t *text) { t.up(); t.up() }, "one two|\na.b_c é3"},
		{"down", func(t *text) { t.at = 3; t.down() }, "one two\na.b|_c é3"},
		{"swap at the end", func(t *text) { t.swap() }, "one two\na.b_c 3é|"},
		{"swap", func(t *text) { t.at = 1; t.swap() }, "no|e two\na.b_c é3"},
		{"swap nothing", func(t *text) { t.at = 0; t.swap() }, "|one two\na.b_c é3"},
		{"insert", func(t *text) { t.at = 3; t.insert("日") }, "one日| two\na.b_c é3"},
	} {
		txt := newText("one two\na.b_c é3")
		c.do(&txt)
		if got := string(txt.runes[:txt.at]) + "|" + string(txt.runes[txt.at:]); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// A mark goes with its letter.
func TestMarks(t *testing.T) {
	txt := newText("ae\u0301b")
	txt.at = 3
	txt.delete(txt.left())
	if txt.String() != "ab" || txt.at != 1 {
		t.Errorf("%q, %d", txt.String(), txt.at)
	}
	txt = newText("e\u0301b")
	txt.at = 0
	if txt.right() != 2 {
		t.Errorf("right of the letter is %d", txt.right())
	}
}
