package luamod

import (
	"context"
	"fmt"
	"io"
	"os"
	"time"

	lua "github.com/yuin/gopher-lua"

	"ipclua/sysv"
)

// World is what a script may touch. A script cannot tell one world from
// another, except by speed.
type World struct {
	Kernel  sysv.Kernel
	Spawner Spawner // nil: ipc.spawn raises

	// Context ends when the call that is running must stop (Ctrl-C). It is
	// asked for each call that may block, and before there is anything that
	// Module.Close would have to clean up.
	Context func() context.Context

	Time  func() float64                             // monotonic seconds
	Sleep func(context.Context, time.Duration) error // an error: the context ended

	Getpid, Getppid func() int
	Ftok            func(path string, proj int) (sysv.Key, error) // ftok(3)
	Stdout          io.Writer                                     // print, ipc.help

	// Readable tells why a file cannot be run as a script, nil if it can; nil: it
	// is one of this machine's.
	Readable func(path string) error

	// Exit is what os.exit does once the module is closed; nil: what it did
	// before the module was opened.
	Exit func(code int)

	// Caught sees the error of a shipped function where it was raised, while the
	// frames are there; Names learns what a set's semaphores are called. nil: nobody
	// wants to know.
	Caught func(L *lua.LState)
	Names  func(set int, names []string)

	// Created sees each object that the script may have created and that it would
	// leave: not the temporary ones. Which calls of the C layer with IPC_CREAT did
	// create one is not known. nil: nobody wants to know.
	Created func(kind sysv.Kind, id int)

	// Joins is called when the script begins to wait for whichever of several
	// processes ends first; what it gives is called when one has. nil: nobody wants to
	// know.
	Joins func() (joined func(Process))

	// Complain tells people what came to light after the script, such as a
	// child's error that nobody has joined; nil: nobody is told.
	Complain func(error)
}

// NewWorld is the real one: this machine's kernel, real processes, the wall's
// clock. The processes are for a program whose main begins with [ChildMain].
func NewWorld() *World {
	return &World{
		Kernel:  sysv.NewHost(),
		Spawner: &Exec{},
		Context: context.Background,
		Time:    sysv.Monotonic,
		Sleep:   sleep,
		Getpid:  os.Getpid,
		Getppid: os.Getppid,
		Ftok:    sysv.Ftok,
		Stdout:  os.Stdout,

		Complain: func(err error) { fmt.Fprintf(os.Stderr, "ipclua: %v\n", err) },
	}
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
