package lab

import (
	"context"
	"os"
	"os/exec"
	"syscall"
	"time"

	"ipclua/luamod"
)

// realChild is a program as its driver sees it.
type realChild struct {
	number  int
	process *os.Process
	ended   chan struct{} // closed once status is set
	status  luamod.Status
}

func (c *realChild) reap(cmd *exec.Cmd) {
	cmd.Wait() // how it ended is in its state
	if status, ok := cmd.ProcessState.Sys().(syscall.WaitStatus); ok && status.Signaled() {
		c.status.Signal = int(status.Signal())
	} else {
		c.status.Code = cmd.ProcessState.ExitCode()
	}
	close(c.ended)
}

func (c *realChild) Pid() int       { return c.process.Pid }
func (c *realChild) Number() int    { return c.number }
func (c *realChild) Result() []byte { return nil }

// Wait is luamod.Process's.
func (c *realChild) Wait(ctx context.Context, timeout time.Duration) (luamod.Status, bool, error) {
	var expired <-chan time.Time
	if timeout >= 0 {
		timer := time.NewTimer(timeout)
		defer timer.Stop()
		expired = timer.C
	}
	select {
	case <-c.ended:
		return c.status, true, nil
	default:
	}
	select {
	case <-c.ended:
		return c.status, true, nil
	case <-expired:
		return luamod.Status{}, false, nil
	case <-ctx.Done():
		return luamod.Status{}, false, ctx.Err()
	}
}

// Signal is luamod.Process's.
func (c *realChild) Signal(signal int) error { return c.process.Signal(syscall.Signal(signal)) }
