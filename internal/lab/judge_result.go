package lab

import (
	"fmt"
	"slices"
	"strings"

	lua "github.com/yuin/gopher-lua"

	"ipclua/internal/lua51"
)

// output demands something of what the programs print.
type output struct {
	is      *string
	matches string
	lines   []string // in any order
	test    []byte
}

func defineOutput(f *fields) (judge, string) {
	o := &output{matches: f.text("matches", ""), lines: f.texts("lines"), test: f.function("test")}
	given := 0
	words := "the output is as the task says"
	if v := f.get("is"); v != lua.LNil {
		text := f.text("is", "")
		o.is, words = &text, "it prints "+printed(text)
		given++
	}
	if o.matches != "" {
		if _, err := f.match("", o.matches); err != nil {
			f.fail("'matches': %v", err)
		}
		words = "it prints something that matches " + o.matches
		given++
	}
	if o.lines != nil {
		words = fmt.Sprintf("it prints %d lines, in any order: %s", len(o.lines), shown(strings.Join(o.lines, ", "), 60))
		given++
	}
	if o.test != nil {
		given++
	}
	if given != 1 {
		f.fail("one of is, matches, lines and test must say what is expected")
	}
	return o, words
}

// match tells whether a text matches a pattern of Lua.
func (f *fields) match(text, pattern string) (bool, error) { return match(f.L, text, pattern) }

func match(L *lua.LState, text, pattern string) (bool, error) {
	L.Push(L.GetField(L.GetGlobal("string"), "find"))
	L.Push(lua.LString(text))
	L.Push(lua.LString(pattern))
	if err := lua51.PCall(L, 2, 1, nil); err != nil {
		return false, err
	}
	found := L.Get(-1) != lua.LNil
	L.Pop(1)
	return found, nil
}

// inspect asks the lab's own function, or Lua's patterns.
func (o *output) inspect(d *driver) finding {
	text := d.seen.Output
	switch {
	case o.test != nil:
		return d.test(o.test, lua.LString(text))
	case o.matches != "":
		ok, err := match(d.L, text, o.matches)
		if err != nil {
			return finding{Error: err.Error()}
		}
		return finding{OK: ok}
	}
	return finding{OK: true}
}

// test asks a function whether a value is right.
func (d *driver) test(fn []byte, v lua.LValue) finding {
	results, err := d.call(fn, v)
	if err != nil {
		return finding{Error: err.Error()}
	}
	f := finding{OK: lua.LVAsBool(results[0])}
	if results[1] != lua.LNil {
		f.What = lua51.Message(d.L, results[1])
	}
	return f
}

func (o *output) judge(p *play) verdict {
	if !p.Over {
		return verdict{}
	}
	found := p.Findings[p.rule.index]
	text := p.sight.Output
	switch {
	case found.Error != "":
		return p.fails("the output cannot be judged: %s", firstLine(found.Error))
	case o.is != nil:
		if text != *o.is {
			return p.fails("%s", differs(text, *o.is))
		}
	case o.lines != nil:
		if what := o.misses(text); what != "" {
			return p.fails("%s", what)
		}
	case !found.OK && found.What != "":
		return p.fails("%s", firstLine(found.What))
	case !found.OK:
		return p.fails("it prints %s", printed(text))
	}
	return holds
}

// differs says where an output is another than it should be.
func differs(got, want string) string {
	g, w := strings.SplitAfter(got, "\n"), strings.SplitAfter(want, "\n")
	switch {
	case strings.TrimSuffix(got, "\n") == strings.TrimSuffix(want, "\n"):
		return "it prints " + quoted(shown(got, mostShown)) + ": the ends of the lines differ"
	case got == "" || len(w) <= 2 && len(g) <= 2:
		return "it prints " + printed(got)
	}
	for i := range w {
		switch {
		case i >= len(g) || g[i] == "":
			return fmt.Sprintf("line %d is missing: %s", i+1, printed(w[i]))
		case g[i] != w[i] && w[i] == "":
			return fmt.Sprintf("line %d is too much: %s", i+1, printed(g[i]))
		case g[i] != w[i]:
			return fmt.Sprintf("line %d is %s, not %s", i+1, printed(g[i]), printed(w[i]))
		}
	}
	return fmt.Sprintf("line %d is too much: %s", len(w)+1, printed(g[len(w)]))
}

// mostShown is how much of a text is shown in a line.
const mostShown = 100

// printed is an output in a line, without the newline at its end.
func printed(text string) string {
	if text == "" {
		return "nothing"
	}
	return quoted(shown(strings.TrimSuffix(text, "\n"), mostShown))
}

// misses says which lines are missing, or too many.
func (o *output) misses(text string) string {
	want := slices.Sorted(slices.Values(o.lines))
	var got []string
	if text != "" {
		got = strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	}
	slices.Sort(got)
	for i := range max(len(want), len(got)) {
		switch {
		case i >= len(got) || i < len(want) && want[i] < got[i]:
			return "there is no line " + printed(want[i])
		case i >= len(want) || want[i] > got[i]:
			return "there is a line too many: " + printed(got[i])
		}
	}
	return ""
}

// final demands something of a value that the lab looks up when all is over.
type final struct {
	value []byte
	is    string
	test  []byte
}

func defineFinal(f *fields) (judge, string) {
	v := defineValue(f)
	if v.value == nil {
		f.fail("'value' is missing: the function that looks the value up")
	}
	if v.test == nil {
		return v, "the value at the end is " + shown(v.is, 60)
	}
	return v, "the value at the end is right"
}

// defineValue reads value with is or test.
func defineValue(f *fields) *final {
	v := &final{value: f.function("value"), test: f.function("test")}
	is := f.get("is")
	if v.value != nil && (is == lua.LNil) == (v.test == nil) {
		f.fail("one of is and test must say which value is right")
	}
	v.is = literal(is)
	return v
}

// inspect calls the function, and the test where there is one.
func (v *final) inspect(d *driver) finding {
	if v.value == nil {
		return finding{OK: true}
	}
	results, err := d.call(v.value)
	if err != nil {
		return finding{Error: err.Error()}
	}
	text := literal(results[0])
	if v.test == nil {
		return finding{Value: text, OK: text == v.is}
	}
	f := d.test(v.test, results[0])
	f.Value = text
	return f
}

func (v *final) judge(p *play) verdict {
	if !p.Over {
		return verdict{}
	}
	switch f := p.Findings[p.rule.index]; {
	case v.value == nil:
		return holds
	case !f.Asked:
		return p.fails("the value cannot be looked up: that takes for ever")
	case f.Error != "":
		return p.fails("the value cannot be looked up: %s", firstLine(f.Error))
	case !f.OK && f.What != "":
		return p.fails("%s", firstLine(f.What))
	case !f.OK:
		return p.fails("it is %s", shown(f.Value, 100))
	}
	return holds
}
