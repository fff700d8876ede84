package repl

import (
	"bytes"
	"fmt"
	"os"
	"sync"

	"ipclua/internal/edit"
	"ipclua/luamod"
)

// terminal is where the REPL and the processes that it has spawned write. Theirs
// goes through a pipe, so that it comes above the line that is being typed, and
// whole lines at a time.
type terminal struct {
	editor *edit.Editor

	mu     sync.Mutex
	pipe   *os.File // the processes' end; nil before the first
	fences int      // how many were written
	passed chan int // the fences that came out of the pipe
}

// spawner starts processes whose output goes to the terminal, and that do not
// read what is typed at the prompt.
type spawner struct {
	*luamod.Exec
	terminal *terminal
}

func (s *spawner) Spawn(job luamod.Job) (luamod.Process, error) {
	if s.Stdout == nil {
		if err := s.connect(); err != nil {
			return nil, err
		}
	}
	return s.Exec.Spawn(job)
}

func (s *spawner) connect() error {
	nothing, err := os.Open(os.DevNull)
	if err != nil {
		return err
	}
	r, w, err := os.Pipe()
	if err != nil {
		nothing.Close()
		return err
	}
	s.Stdin, s.Stdout, s.Stderr = nothing, w, w
	t := s.terminal
	t.mu.Lock()
	defer t.mu.Unlock()
	t.pipe, t.passed = w, make(chan int)
	go t.pump(r)
	return nil
}

// Write puts text of the REPL's own out, behind what came through the pipe.
func (t *terminal) Write(p []byte) (int, error) {
	t.drain()
	return t.editor.Write(p)
}

// A fence is written into the pipe to learn when all before it has come out.
const fenceFormat = "\x00fence %d of %d\x00"

// drain waits until what processes have written is on the terminal.
func (t *terminal) drain() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.pipe == nil {
		return
	}
	t.fences++
	if _, err := fmt.Fprintf(t.pipe, fenceFormat, t.fences, os.Getpid()); err != nil {
		return
	}
	for n := range t.passed {
		if n == t.fences {
			return
		}
	}
}

// pump puts out what comes through the pipe: lines, and at a fence also what is
// none yet.
func (t *terminal) pump(r *os.File) {
	var held []byte
	b := make([]byte, 1<<16)
	next := 1
	for {
		n, err := r.Read(b)
		if err != nil {
			return
		}
		held = append(held, b[:n]...)
		for {
			before, after, found := bytes.Cut(held, fmt.Appendf(nil, fenceFormat, next, os.Getpid()))
			if !found {
				break
			}
			t.editor.Write(before)
			held = after
			t.passed <- next
			next++
		}
		if n := bytes.LastIndexByte(held, '\n') + 1; n > 0 {
			t.editor.Write(held[:n])
			held = append([]byte(nil), held[n:]...)
		}
	}
}
