package main

import (
	"fmt"
	"io"
	"os"
)

// How ipclua speaks: a script's output is its own; everything else goes to
// standard error behind "ipclua: ", begins with a small letter and has no full
// stop.

// Exit codes.
const (
	exitDone        = 0
	exitFailed      = 1 // the script failed
	exitUsage       = 2 // the command line was wrong
	exitInterrupted = 130
)

// stdio is where a command reads and writes.
type stdio struct {
	in       *os.File
	out, err io.Writer
}

// complain writes a line to standard error.
func (s stdio) complain(format string, v ...any) {
	fmt.Fprintf(s.err, "ipclua: "+format+"\n", v...)
}
