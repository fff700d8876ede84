package repl

import (
	"strings"

	lua "github.com/yuin/gopher-lua"

	"ipclua/internal/lua51"
)

// chunkName is what messages call the text that was typed.
const chunkName = "stdin"

// chunk is what was typed, as a function. An expression returns a nil before its
// values: a tail call would leave the function out of the traceback.
type chunk struct {
	*lua51.Line
	isExpression bool
}

// load makes a function of a text: of an expression if it is one, also behind
// '=' as in lua(1), else of statements.
func (r *REPL) load(text string) (*chunk, error) {
	expression, isOne := strings.CutPrefix(text, "=")
	line, wrong := r.session.Load(r.state, "return nil, "+expression, chunkName)
	if wrong == nil {
		return &chunk{line, true}, nil
	}
	if isOne {
		if line, err := r.session.Load(r.state, "return "+expression, chunkName); err == nil {
			return &chunk{line, false}, nil // without values
		}
		return nil, wrong
	}
	line, err := r.session.Load(r.state, text, chunkName)
	if err != nil {
		if lua51.Incomplete(wrong) {
			return nil, wrong
		}
		return nil, err
	}
	return &chunk{line, false}, nil
}

// finished tells whether a text is a chunk, or wrong whatever comes behind it.
func (r *REPL) finished(text string) bool {
	_, err := r.load(text)
	return err == nil || !lua51.Incomplete(err)
}

// run runs what was typed and prints its values or its error.
func (r *REPL) run(text string) {
	c, err := r.load(text)
	if err != nil {
		r.trace = ""
		r.fail(lua51.ErrorValue(err))
		return
	}
	L := r.state
	L.SetTop(0)
	defer L.SetTop(0)
	before := r.module.Running()
	interrupted := r.Interruptible(func() {
		L.Push(c.Function)
		err = lua51.PCall(L, 0, lua.MultRet, r.handler)
	})
	if interrupted { // what it has spawned is a part of it
		r.module.Terminate(before)
	}
	r.session.Keep(c.Line)
	r.flush()
	if err != nil {
		r.fail(lua51.ErrorValue(err))
		return
	}
	if c.isExpression {
		L.Remove(1)
	}
	var values []lua.LValue
	for i := 1; i <= L.GetTop(); i++ {
		values = append(values, L.Get(i))
	}
	r.show(values)
}

// show prints values, side by side if each is a line. The first is the script's _
// from then on.
func (r *REPL) show(values []lua.LValue) {
	if len(values) == 0 {
		return
	}
	if values[0] != lua.LNil {
		r.globals().RawSetString("_", values[0])
	}
	var texts []string
	separator := "\t"
	for _, v := range values {
		text := r.module.Pretty(v, r.columns())
		if v == r.globals().RawGetString("help") {
			text = helpHint
		}
		if strings.Contains(text, "\n") {
			separator = "\n"
		}
		texts = append(texts, strings.TrimSuffix(text, "\n"))
	}
	r.say(strings.Join(texts, separator))
	if len(values) > 1 {
		r.advise(values...)
	}
}

// flush puts out what the script has written.
func (r *REPL) flush() {
	if out, ok := r.world.Stdout.(interface{ Flush() error }); ok {
		out.Flush()
	}
}
