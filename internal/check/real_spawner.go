package check

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"syscall"
	"time"

	"ipclua/internal/sim"
	"ipclua/luamod"
	"ipclua/sysv"
)

// directorVariable tells a process of a replay where its director listens, the
// secret that proves it one of ours, and its number.
const directorVariable = "IPCLUA_DIRECTOR"

// unguessable is a text of 128 random bits. It asks the kernel, because every process
// of a script would pay at its start for what crypto/rand prepares.
func unguessable() (string, error) {
	f, err := os.Open("/dev/urandom")
	if err != nil {
		return "", err
	}
	defer f.Close()
	var bits [16]byte
	_, err = io.ReadFull(f, bits[:])
	return hex.EncodeToString(bits[:]), err
}

// processCommand is this executable as a process of a replay.
func processCommand(address, secret string, number int) *exec.Cmd {
	cmd := exec.Command("/proc/self/exe")
	cmd.Args = os.Args[:1]
	cmd.Env = append(os.Environ(), fmt.Sprintf("%s=%s %s %d", directorVariable, address, secret, number))
	return cmd
}

// realSpawner starts real processes.
type realSpawner struct {
	gate            *gate
	address, secret string
}

// Spawn starts a process that runs a shipped function or a script.
func (s *realSpawner) Spawn(job luamod.Job) (luamod.Process, error) {
	step := sim.Step{Call: "spawn", Timeout: sysv.Forever}
	c := s.gate.arrive(step, &job)
	cmd := processCommand(s.address, s.secret, c.Child)
	err := cmd.Start()
	if err != nil {
		err = &sysv.Error{Op: "spawn", Errno: sysv.EAGAIN, Why: err.Error()}
	}
	if err = s.gate.done(c, &step, 0, err); err != nil {
		return nil, err
	}
	p := &realChild{gate: s.gate, number: c.Child, pid: c.Pid, process: cmd.Process, ended: make(chan struct{})}
	go p.reap(cmd)
	return p, nil
}

// realChild is a process as its parent sees it.
type realChild struct {
	gate    *gate
	number  int
	pid     int // as the simulation calls it
	process *os.Process
	ended   chan struct{} // closed once status is set
	status  luamod.Status
	known   bool // the parent has seen the end
	result  []byte
}

// reap waits for the process.
func (p *realChild) reap(cmd *exec.Cmd) {
	cmd.Wait() // how it ended is in its state
	if status, ok := cmd.ProcessState.Sys().(syscall.WaitStatus); ok && status.Signaled() {
		p.status.Signal = int(status.Signal())
	} else {
		p.status.Code = cmd.ProcessState.ExitCode()
	}
	close(p.ended)
}

func (p *realChild) Pid() int { return p.pid }

// Wait waits for what the simulation has seen.
func (p *realChild) Wait(_ context.Context, timeout time.Duration) (luamod.Status, bool, error) {
	if p.known {
		return p.status, true, nil
	}
	s := sim.Step{Call: "wait", Child: p.number, Timeout: timeout}
	c := p.gate.arrive(s, nil)
	s.ID = p.pid // for the error
	if c.Ended || timeout < 0 {
		select {
		case <-p.ended:
		case <-p.gate.ctx.Done():
		}
	}
	var err error
	select {
	case <-p.ended:
		p.known, p.result = true, c.Got
	default:
		if timeout < 0 {
			err = &sysv.Error{Op: "wait", Object: p.pid, Errno: sysv.EINTR}
		}
	}
	err = p.gate.done(c, &s, 0, err)
	if !p.known {
		return luamod.Status{}, false, err
	}
	return p.status, true, err
}

// Signal sends a signal.
func (p *realChild) Signal(signal int) error {
	s := sim.Step{Call: "kill", Child: p.number, Signal: signal, Timeout: sysv.Forever}
	c := p.gate.arrive(s, nil)
	s.ID = p.pid // for the error
	if c.Ended {
		<-p.ended // or the signal would reach what is left of it
	}
	err := p.process.Signal(syscall.Signal(signal))
	var errno syscall.Errno
	switch {
	case err == nil:
	case errors.Is(err, os.ErrProcessDone):
		err = &sysv.Error{Op: "kill", Object: p.pid, Errno: sysv.ESRCH}
	case errors.As(err, &errno):
		err = &sysv.Error{Op: "kill", Object: p.pid, Errno: sysv.Errno(errno)}
	default:
		err = &sysv.Error{Op: "kill", Object: p.pid, Errno: sysv.EINVAL, Why: err.Error()}
	}
	return p.gate.done(c, &s, 0, err)
}

// Result is what the function gave.
func (p *realChild) Result() []byte { return p.result }
