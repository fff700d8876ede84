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

// privateVariable is set where the IPC namespace ends with the command.
const privateVariable = "IPCLUA_PRIVATE"

// runPrivate runs the same command line, without --private, in an IPC
// namespace of its own.
func runPrivate(o options, io stdio) int {
	code, err := runIsolated(without(o.args, o.private), io, privateVariable+"=1")
	if err != nil {
		io.complain("--private: %v", err)
		return exitFailed
	}
	return code
}

// runIsolated runs a command line of ours in an IPC namespace of its own, with
// more in its environment, and gives the exit code. An error means that it could
// not begin.
func runIsolated(args []string, io stdio, environment ...string) (int, error) {
	self, err := os.Executable()
	if err != nil {
		return 0, err
	}
	cmd := exec.Command(self, args[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = io.in, io.out, io.err
	cmd.Env = append(os.Environ(), environment...)
	if err := sysv.Isolate(cmd); err != nil {
		return 0, err
	}
	// A terminal's Ctrl-C reaches the child too; other signals are for us to pass on.
	signals := make(chan os.Signal, 4)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	if err := cmd.Start(); err != nil {
		signal.Stop(signals)
		return 0, err
	}
	go func() {
		for s := range signals {
			cmd.Process.Signal(s)
		}
	}()
	err = cmd.Wait()
	var ended *exec.ExitError
	switch {
	case errors.As(err, &ended):
		if status, ok := ended.Sys().(syscall.WaitStatus); ok && status.Signaled() {
			return 128 + int(status.Signal()), nil
		}
		return ended.ExitCode(), nil
	case err != nil:
		io.complain("%v", err)
		return exitFailed, nil
	}
	return exitDone, nil
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
