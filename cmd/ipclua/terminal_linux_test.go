package main

import (
	"errors"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"syscall"
	"testing"
	"time"

	"ipclua/sysv"
	"ipclua/sysv/sysvtest"
)

// limit is how long a test waits for what must come.
const limit = 20 * time.Second

// terminal is a pseudo-terminal with somebody who types and reads.
type terminal struct {
	*testing.T
	*sysvtest.Terminal
	unread []byte
}

// onTerminal starts the command as the foreground job of a terminal that cannot
// move its cursor.
func onTerminal(t *testing.T, args ...string) (*terminal, *exec.Cmd) {
	t.Helper()
	return onTerminalWith(t, []string{"TERM=dumb"}, args...)
}

// onTerminalWith starts it with more in its environment.
func onTerminalWith(t *testing.T, environment []string, args ...string) (*terminal, *exec.Cmd) {
	t.Helper()
	term := &terminal{T: t, Terminal: sysvtest.OpenTerminal(t)}
	defer term.Slave.Close() // the command alone has it then
	cmd := exec.Command("ipclua", args...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = term.Slave, term.Slave, term.Slave
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	cmd.Env = append(os.Environ(), environment...)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill() })
	return term, cmd
}

func (t *terminal) types(text string) {
	t.Helper()
	if _, err := t.Master.WriteString(text); err != nil {
		t.Fatal(err)
	}
}

// reads reads on until the pattern is shown, and gives its groups.
func (t *terminal) reads(pattern string) []string {
	t.Helper()
	re := regexp.MustCompile(pattern)
	if err := t.Master.SetReadDeadline(time.Now().Add(limit)); err != nil {
		t.Fatal(err)
	}
	for {
		if at := re.FindSubmatchIndex(t.unread); at != nil {
			var groups []string
			for i := 2; i < len(at); i += 2 {
				groups = append(groups, string(t.unread[at[i]:at[i+1]]))
			}
			t.unread = t.unread[at[1]:]
			return groups
		}
		var b [1024]byte
		n, err := t.Master.Read(b[:])
		if err != nil {
			t.Fatalf("%v; the terminal shows %q, not %s", err, t.unread, pattern)
		}
		t.unread = append(t.unread, b[:n]...)
	}
}

// resizes changes its size.
func (t *terminal) resizes(rows, columns uint16) {
	t.Helper()
	if err := t.Resize(rows, columns); err != nil {
		t.Fatal(err)
	}
}

// modes are the local and the output modes of its settings.
func (t *terminal) modes() (local, output uint32) {
	t.Helper()
	s, err := t.Settings()
	if err != nil {
		t.Fatal(err)
	}
	return s.Lflag, s.Oflag
}

// ends waits for the command's end and gives its exit code.
func (t *terminal) ends(cmd *exec.Cmd) int {
	t.Helper()
	killer := time.AfterFunc(limit, func() { cmd.Process.Kill() })
	defer killer.Stop()
	cmd.Wait()
	return cmd.ProcessState.ExitCode()
}

// waiters waits until so many processes sleep in a set.
func (t *terminal) waiters(id, n int) {
	t.Helper()
	for deadline := time.Now().Add(limit); ; time.Sleep(time.Millisecond) {
		waiting, err := sysv.NewHost().Semctl(id, 0, sysv.GETNCNT, nil)
		if err != nil || time.Now().After(deadline) {
			t.Fatalf("%d processes wait, %v", waiting, err)
		}
		if waiting == n {
			return
		}
	}
}

// gone tells whether there is no set.
func gone(id int) bool {
	_, err := sysv.NewHost().Semctl(id, 0, sysv.GETNCNT, nil)
	return errors.Is(err, sysv.EINVAL)
}

func number(t *terminal, text string) int {
	t.Helper()
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// Ctrl-C ends a script and its children, which all sleep in the kernel.
func TestInterruptedScript(t *testing.T) {
	sysvtest.Need(t)
	term, cmd := onTerminal(t, "-e", `
		local s = ipc.semaphore{ value = 0, temporary = true }
		local function wait() s:down() end
		print("set", s.id, ipc.spawn(wait).pid, ipc.spawn(wait).pid)
		s:down()`)
	found := term.reads(`set\t(\d+)\t(\d+)\t(\d+)\r\n`)
	id := number(term, found[0])
	term.waiters(id, 3)
	start := time.Now()
	term.types("\x03")
	if code := term.ends(cmd); code != 130 {
		t.Errorf("exit code %d", code)
	}
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("it takes %v", took)
	}
	for _, pid := range found[1:] {
		if err := syscall.Kill(number(term, pid), 0); err != syscall.ESRCH {
			t.Errorf("child %s: %v", pid, err)
		}
	}
	if !gone(id) {
		t.Error("the set is left")
	}
}

// At the prompt Ctrl-C breaks the line; what was there is there.
func TestInterruptedLine(t *testing.T) {
	sysvtest.Need(t)
	term, cmd := onTerminal(t)
	term.reads(`^ipclua .*\r\n> $`)
	term.types("s = ipc.semaphore{ value = 0, temporary = true }\n")
	term.reads(`\n> $`)
	term.types("=s.id\n")
	id := number(term, term.reads(`\n(\d+)\r\n> $`)[0])
	for range 2 {
		term.types("s:down()\n")
		term.waiters(id, 1)
		term.types("\x03")
		term.reads(`interrupted!(.*\r\n)+> $`)
		term.types("=s:getval() + 42\n")
		term.reads(`\n42\r\n> $`)
	}
	term.types("\x04")
	if code := term.ends(cmd); code != 0 {
		t.Errorf("exit code %d", code)
	}
	if !gone(id) {
		t.Error("the set is left")
	}
}

// Ctrl-C while nothing runs ends the program, as that of lua(1).
func TestInterruptedPrompt(t *testing.T) {
	sysvtest.Need(t)
	term, cmd := onTerminal(t, "-i", "-e", "s = ipc.semaphore{ value = 0, temporary = true } print('set', s.id)")
	id := number(term, term.reads(`set\t(\d+)\r\n> $`)[0])
	term.types("\x03")
	if code := term.ends(cmd); code != 130 {
		t.Errorf("exit code %d", code)
	}
	if !gone(id) {
		t.Error("the set is left")
	}
}

// What is typed behind a line at the prompt is read by it.
func TestReadingAtThePrompt(t *testing.T) {
	term, cmd := onTerminal(t)
	term.reads(`> $`)
	term.types("name = io.read()\nAda\n=name:rep(2)\n")
	term.reads(`AdaAda\r\n> $`)
	term.types("os.exit(3)\n")
	if code := term.ends(cmd); code != 3 {
		t.Errorf("exit code %d", code)
	}
}
