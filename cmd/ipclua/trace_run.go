package main

import (
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"ipclua/internal/record"
	"ipclua/luamod"
	"ipclua/sysv"
)

// patience is how long a script that was told to end may take.
const patience = 3 * time.Second

// lag is how much sooner than this process a terminal's Ctrl-C may have reached the
// script's.
const lag = 100 * time.Millisecond

// run runs the script's process and waits for its end.
func (t *tracing) run(dir string) error {
	t.outcome.Script = t.args[t.options.script]
	if t.outcome.Script == "-" {
		t.outcome.Script = "stdin"
	}
	cmd := t.command(dir)
	signals := make(chan os.Signal, 4)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer signal.Stop(signals)
	t.outcome.Start, t.outcome.Begin = time.Now(), sysv.Nanotime()
	if err := cmd.Start(); err != nil {
		return err
	}
	ended := make(chan struct{})
	go func() {
		cmd.Wait() // how it ended is in its state
		close(ended)
	}()
	var expired, tooLate <-chan time.Time
	if t.options.timeout > 0 {
		expired = time.After(t.options.timeout)
	}
	for running := true; running; {
		select {
		case <-ended:
			running = false
			if !t.outcome.Stopped && wasInterrupted(cmd.ProcessState) {
				select {
				case s := <-signals: // the one that has ended it
					t.stop(s, dir)
				case <-time.After(lag):
				}
			}
		case s := <-signals:
			if t.outcome.Stopped {
				cmd.Process.Kill()
				continue
			}
			t.stop(s, dir)
			// A terminal's Ctrl-C has reached the script too; one that comes twice
			// in so short a time means one.
			cmd.Process.Signal(s)
			tooLate = time.After(patience)
		case <-expired:
			t.late = true
			t.stop(nil, dir)
			cmd.Process.Signal(syscall.SIGTERM)
			tooLate = time.After(patience)
		case <-tooLate:
			cmd.Process.Kill()
		}
	}
	if !t.outcome.Stopped {
		t.outcome.End = sysv.Nanotime()
	}
	status, _ := cmd.ProcessState.Sys().(syscall.WaitStatus)
	t.outcome.Status = luamod.Status{Code: max(0, cmd.ProcessState.ExitCode())}
	if status.Signaled() {
		t.outcome.Status.Signal = int(status.Signal())
	}
	return nil
}

// wasInterrupted tells whether a process was ended by what a terminal sends to all,
// or says so.
func wasInterrupted(p *os.ProcessState) bool {
	for _, s := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP} {
		status, ok := p.Sys().(syscall.WaitStatus)
		if p.ExitCode() == exitCode(s) || ok && status.Signaled() && status.Signal() == s {
			return true
		}
	}
	return false
}

// stop notes that the run is over before its time, and how things stand.
func (t *tracing) stop(s os.Signal, dir string) {
	t.stopped = s
	if !t.outcome.Stopped {
		t.outcome.Stopped, t.outcome.End = true, sysv.Nanotime()
		if s != nil {
			t.outcome.Lag = lag
		}
		t.look(dir)
	}
}

// command is that of the script's process.
func (t *tracing) command(dir string) *exec.Cmd {
	script := t.args[t.options.script]
	if script != "-" && strings.HasPrefix(script, "-") {
		script = "./" + script
	}
	cmd := exec.Command("/proc/self/exe")
	cmd.Args = append([]string{t.args[0], script}, t.args[t.options.script+1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = t.in, t.out, t.err
	cmd.Env = append(os.Environ(), record.Environment(dir, t.options.memory))
	return cmd
}
