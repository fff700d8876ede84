package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"

	lua "github.com/yuin/gopher-lua"

	"ipclua/internal/lua51"
)

// interact reads chunks from standard input, runs them and prints their
// values, until its end. A line that begins with '=', or is an expression, is
// returned; an incomplete chunk goes on in the next line.
func (p *program) interact() {
	p.prepare()
	lines := bufio.NewReader(p.in)
	for {
		fn, err := p.readChunk(lines)
		if fn == nil && err == nil {
			fmt.Fprintln(p.output)
			return
		}
		if err == nil {
			err = p.runLine(fn)
		}
		if err != nil {
			p.report(err)
		}
		p.state.SetTop(0)
		p.output.Flush()
	}
}

// runLine calls a chunk and prints its values. Ctrl-C meanwhile breaks it and
// not the program.
func (p *program) runLine(fn *lua.LFunction) error {
	l := &line{make(chan struct{})}
	p.line.Store(l)
	defer func() {
		if p.context().Err() != nil {
			p.resume()
		}
		p.line.Store(nil)
		close(l.done)
	}()
	p.state.Push(fn)
	if err := lua51.PCall(p.state, 0, lua.MultRet, p.traceback); err != nil {
		return err
	}
	n := p.state.GetTop()
	if n == 0 {
		return nil
	}
	p.state.Insert(p.state.GetGlobal("print"), 1)
	return lua51.PCall(p.state, n, 0, p.traceback)
}

// readChunk reads until the lines are a chunk or wrong. Both results are nil
// at the end of the input.
func (p *program) readChunk(lines *bufio.Reader) (*lua.LFunction, error) {
	var text string
	for prompt := "> "; ; prompt = ">> " {
		fmt.Fprint(p.output, prompt)
		p.output.Flush()
		line, err := lines.ReadString('\n')
		if err != nil && line == "" {
			return nil, nil
		}
		if text == "" {
			if expression, ok := strings.CutPrefix(line, "="); ok {
				line = "return " + expression
			}
		}
		text += line
		if fn, err := lua51.LoadReader(p.state, strings.NewReader("return "+text), "stdin"); err == nil {
			return fn, nil
		}
		fn, err := lua51.LoadReader(p.state, strings.NewReader(text), "stdin")
		if err == nil || !lua51.Incomplete(err) {
			return fn, err
		}
	}
}

// isTerminal tells whether people type there.
func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
