package explore

import "testing"

func TestParse(t *testing.T) {
	for text, choices := range map[string]int{"": 0, "q:": 0, "1": 1, "1x4.2.1x2": 7, "q:3x2.1": 3} {
		s, err := Parse(text)
		if err != nil || len(s.Choices) != choices || s.String() != text {
			t.Errorf("%q is %v, %v", text, s, err)
		}
	}
	for _, text := range []string{"x", "0", "-1", "1x", "1x0", "1..2", "1.", "01", "1x02", "a", "q", "1x99999999999999999999", "70000", "1x9000000.2x9000000"} {
		if s, err := Parse(text); err == nil {
			t.Errorf("%q is %v", text, s)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, text := range []string{"", "q:1x4.2", "1.2.3x17", "1x"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, err := Parse(text)
		if err != nil {
			return
		}
		again, err := Parse(s.String())
		if err != nil || again.String() != s.String() || again.Exact != s.Exact || len(again.Choices) != len(s.Choices) {
			t.Errorf("%q is %v, and that %v, %v", text, s, again, err)
		}
	})
}
