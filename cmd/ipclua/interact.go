package main

import (
	"fmt"
	"os"
	"strings"

	lua "github.com/yuin/gopher-lua"

	"ipclua/internal/lua51"
	"ipclua/internal/repl"
)

// interact asks at a prompt: the one for terminals where there is one that can
// move its cursor, else a plain one.
func (p *program) interact() {
	p.prepare()
	if isTerminal(p.in) {
		if in := openTyping(p.context); in != nil {
			lua51.SetStdin(p.state, in)
		}
	}
	out, ok := p.terminal()
	if !ok {
		p.readChunks()
		return
	}
	r := repl.New(p.state, p.module, p.world, p.in, out)
	r.Interruptible = p.interruptibly
	p.outPipe.Writer = r
	if err, ok := p.errPipe.Writer.(*os.File); ok && isTerminal(err) {
		p.errPipe.Writer = r
	}
	p.prompt.Store(r)
	r.Run()
	if running := p.module.Running(); len(running) > 0 {
		p.complain("waiting for %s", waitedFor(running))
	}
	p.end(true)
	if os.Getenv(privateVariable) == "" {
		r.Leave()
	}
}

// terminal gives the terminal that standard output is, if people type at it too.
func (p *program) terminal() (out *os.File, ok bool) {
	out, ok = p.outPipe.Writer.(*os.File)
	name := os.Getenv("TERM")
	return out, ok && name != "" && name != "dumb" && isTerminal(p.in) && isTerminal(out)
}

// waitedFor names processes by their pids.
func waitedFor(pids []int) string {
	if len(pids) == 1 {
		return fmt.Sprintf("process %d; Ctrl-C ends it", pids[0])
	}
	return "processes " + strings.Trim(fmt.Sprint(pids), "[]") + "; Ctrl-C ends them"
}

// readChunks reads chunks from standard input, runs them and prints their
// values, until its end. A line that begins with '=', or is an expression, is
// returned; an incomplete chunk goes on in the next line. As in lua(1), errors
// are shown without the program's name.
func (p *program) readChunks() {
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
	var err error
	p.interruptibly(func() {
		p.state.Push(c.fn)
		err = lua51.PCall(p.state, 0, lua.MultRet, p.traceback)
	})
	if err != nil {
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

// interruptibly runs what Ctrl-C breaks, and not the program.
func (p *program) interruptibly(run func()) (interrupted bool) {
	l := &line{done: make(chan struct{})}
	p.line.Store(l)
	defer func() {
		interrupted = l.end()
		p.line.Store(nil)
		if p.context().Err() != nil {
			p.resume()
		}
	}()
	run()
	return
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
