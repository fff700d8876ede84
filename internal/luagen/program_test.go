package luagen

import (
	"slices"
	"strings"
	"testing"
)

func TestSeedMakesTheProgram(t *testing.T) {
	seen := map[string]bool{}
	for seed := range uint64(50) {
		text := New(seed).String()
		if text != New(seed).String() {
			t.Errorf("seed %d gives two programs", seed)
		}
		seen[text] = true
	}
	if len(seen) != 50 {
		t.Errorf("50 seeds give %d programs", len(seen))
	}
}

func TestSmaller(t *testing.T) {
	p := Program{line("a"), around([]string{"do", "end"}, Program{line("b"), line("c")}), line("d")}
	var got []string
	for _, smaller := range p.Smaller() {
		got = append(got, strings.Join(strings.Fields(smaller.String()), " "))
	}
	want := []string{"do b c end d", "a d", "a b c d", "a do c end d", "a do b end d", "a do b c end"}
	if !slices.Equal(got, want) {
		t.Errorf("gives %q, want %q", got, want)
	}
	if p.String() != "a\ndo\nb\nc\nend\nd\n" {
		t.Errorf("is changed to %q", p)
	}
}

func TestJoinAndSplit(t *testing.T) {
	programs := []string{"a\nb", "", "c"}
	if got := Split(Join(programs)); !slices.Equal(got, programs) {
		t.Errorf("gives %q", got)
	}
}
