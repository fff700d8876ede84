package main

import (
	"fmt"
	"strings"

	lua "github.com/yuin/gopher-lua"

	"ipclua/internal/lua51"
)

// interact reads chunks from standard input, runs them and prints their
// values, until its end. A line that begins with '=', or is an expression, is
// returned; an incomplete chunk goes on in the next line. As in lua(1), errors
// are shown without the program's name.
func (p *program) interact() {
	p.prepare()
	for {
		c, err := p.readChunk()
		if c == nil && err == nil {
			fmt.Fprintln(p.output)
			return
		}
		if err == nil {
			err = p.runChunk(c)
		}
		p.output.Flush()
		if err != nil {
			if text, ok := p.errorText(err); ok {
				fmt.Fprintln(p.err, text)
			}
		}
		p.state.SetTop(0)
	}
}

// chunk is what was typed at the prompt. An expression returns a nil before its
// values: a tail call would leave the function out of the traceback.
type chunk struct {
	fn         *lua.LFunction
	expression bool
}

// runChunk calls a chunk and prints its values. Ctrl-C meanwhile breaks it and
// not the program.
func (p *program) runChunk(c *chunk) error {
	l := &line{make(chan struct{})}
	p.line.Store(l)
	defer func() {
		if p.context().Err() != nil {
			p.resume()
		}
		p.line.Store(nil)
		close(l.done)
	}()
	p.state.Push(c.fn)
	if err := lua51.PCall(p.state, 0, lua.MultRet, p.traceback); err != nil {
		return err
	}
	if c.expression {
		p.state.Remove(1)
	}
	n := p.state.GetTop()
	if n == 0 {
		return nil
	}
	p.state.Insert(p.global("print"), 1)
	if err := lua51.PCall(p.state, n, 0, nil); err != nil {
		text, _ := p.errorText(err)
		return fmt.Errorf("error calling 'print' (%s)", text)
	}
	return nil
}

// readChunk reads until the lines are a chunk or wrong. Both results are nil
// at the end of the input.
func (p *program) readChunk() (*chunk, error) {
	line, ok := p.readLine("_PROMPT", "> ")
	text := line
	expression, isOne := strings.CutPrefix(line, "=")
	if isOne {
		text = "return " + expression
	}
	for ok {
		if fn, err := p.load("return nil, "+expression, "stdin"); err == nil {
			return &chunk{fn, true}, nil
		}
		fn, err := p.load(text, "stdin")
		if err == nil || !lua51.Incomplete(err) {
			return &chunk{fn, false}, err
		}
		line, ok = p.readLine("_PROMPT2", ">> ")
		text += "\n" + line
		expression += "\n" + line
	}
	return nil, nil
}

// readLine prompts for a line and reads it, byte by byte: what follows is left
// to the script's own reading. ok is false at the end of the input.
func (p *program) readLine(name, usual string) (line string, ok bool) {
	prompt := usual
	if v := p.global(name); lua.LVCanConvToString(v) {
		prompt = v.String()
	}
	fmt.Fprint(p.output, prompt)
	p.output.Flush()
	var b [1]byte
	for {
		n, err := p.in.Read(b[:])
		if n == 0 && err != nil {
			return line, line != ""
		}
		if b[0] == '\n' {
			return line, true
		}
		line += string(b[:])
	}
}
