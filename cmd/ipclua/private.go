package main

import (
	"errors"
	"os"
	"os/exec"
	"os/signal"
	"slices"
	"syscall"

	"ipclua/sysv"
)

// runPrivate runs the same command line, without --private, in an IPC
// namespace of its own.
func runPrivate(o options, io stdio) int {
	self, err := os.Executable()
	if err != nil {
		io.complain("--private: %v", err)
		return exitFailed
	}
	cmd := exec.Command(self, without(o.args, o.private)[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = io.in, io.out, io.err
	if err := sysv.Isolate(cmd); err != nil {
		io.complain("--private: %v", err)
		return exitFailed
	}
	// A terminal's Ctrl-C reaches the child too; other signals are for us to pass on.
	signals := make(chan os.Signal, 4)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	if err := cmd.Start(); err != nil {
		io.complain("--private: %v", err)
		return exitFailed
	}
	go func() {
		for s := range signals {
			cmd.Process.Signal(s)
		}
	}()
	err = cmd.Wait()
	var ended *exec.ExitError
	if errors.As(err, &ended) {
		if status, ok := ended.Sys().(syscall.WaitStatus); ok && status.Signaled() {
			return 128 + int(status.Signal())
		}
		return ended.ExitCode()
	}
	if err != nil {
		io.complain("--private: %v", err)
		return exitFailed
	}
	return exitDone
}

// without gives args without those at the indexes.
func without(args []string, indexes []int) []string {
	var rest []string
	for i, a := range args {
		if !slices.Contains(indexes, i) {
			rest = append(rest, a)
		}
	}
	return rest
}
