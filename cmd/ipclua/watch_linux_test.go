package main

import (
	"bufio"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"syscall"
	"testing"

	"ipclua/sysv"
	"ipclua/sysv/sysvtest"
)

// takenOver and givenBack are what begins and ends the use of the whole screen.
const (
	takenOver = `\x1b\[\?1049h`
	givenBack = `\x1b\[\?25h\x1b\[\?1049l`
)

// watched starts ipclua watch on a terminal with colours.
func watched(t *testing.T, args ...string) (*terminal, *exec.Cmd) {
	t.Helper()
	sysvtest.Need(t)
	term, cmd := onTerminalWith(t, []string{"TERM=xterm", "NO_COLOR="}, append([]string{"watch", "-n", "0.1"}, args...)...)
	term.reads(takenOver)
	return term, cmd
}

func TestWatch(t *testing.T) {
	k := sysv.NewHost()
	sysvtest.Need(t)
	id, err := k.Shmget(0x7301, 4096, sysv.IPC_CREAT|0o600)
	if err != nil {
		t.Fatal(err)
	}
	defer k.Shmctl(id, sysv.IPC_RMID, nil)
	m, err := k.Shmat(id, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer k.Shmdt(m)

	term, cmd := watched(t, "-m")
	term.reads(`1 segment\D[^|]*0x00007301`)
	term.types("\r")
	term.reads(`and this watch[^|]*00000000`)
	b, err := m.Writable(0x20, 1)
	if err != nil {
		t.Fatal(err)
	}
	b[0] = 'X'
	term.reads(`\x1b\[0;30;43m58\x1b\[`)
	term.resizes(10, 40)
	term.reads(`\x1b\[2J[^|]*\x1b\[10;2H`)
	term.types("d")
	term.reads(`remove segment \d+\? \[y/N\]`)
	term.types("y")
	term.reads(`removed segment \d+, key 0x00007301`)
	term.types("\x1b")
	term.reads(`KIND`)
	term.types("q")
	term.reads(givenBack)
	if code := term.ends(cmd); code != 0 {
		t.Errorf("exit code %d", code)
	}
}

// However it is ended, the shell's screen comes back.
func TestWatchEnds(t *testing.T) {
	for _, tc := range []struct {
		end  func(*terminal, *exec.Cmd)
		code int
	}{
		{func(term *terminal, _ *exec.Cmd) { term.types("\x03") }, 130},
		{func(_ *terminal, cmd *exec.Cmd) { cmd.Process.Signal(syscall.SIGTERM) }, 143},
		{func(_ *terminal, cmd *exec.Cmd) { cmd.Process.Signal(os.Interrupt) }, 130},
	} {
		term, cmd := watched(t)
		term.reads(`quit`)
		tc.end(term, cmd)
		term.reads(givenBack)
		if code := term.ends(cmd); code != tc.code {
			t.Errorf("exit code %d, not %d", code, tc.code)
		}
		if after, _ := term.modes(); after&syscall.ECHO == 0 || after&syscall.ICANON == 0 {
			t.Errorf("the terminal is left with %o", after)
		}
	}
}

// A job that was stopped, by Ctrl-Z or from outside, takes the terminal over when
// it goes on. Here is no shell that would bring it back, so that Ctrl-Z does not
// stop it.
func TestWatchGoesOn(t *testing.T) {
	term, cmd := watched(t)
	term.reads(`quit`)
	term.types("\x1a")
	term.reads(givenBack)
	term.reads(takenOver)
	term.reads(`quit`)
	cmd.Process.Signal(syscall.SIGSTOP)
	cmd.Process.Signal(syscall.SIGCONT)
	term.reads(takenOver)
	term.reads(`quit`)
	term.types("q")
	term.reads(givenBack)
	if code := term.ends(cmd); code != 0 {
		t.Errorf("exit code %d", code)
	}
}

// A terminal that goes away is as good as SIGHUP.
func TestWatchHangup(t *testing.T) {
	term, cmd := watched(t)
	term.reads(`quit`)
	term.Master.Close()
	if code := term.ends(cmd); code != 129 {
		t.Errorf("exit code %d", code)
	}
}

// Where there is no terminal that can be written on all over, it prints.
func TestWatchPrints(t *testing.T) {
	sysvtest.Need(t)
	term, cmd := onTerminalWith(t, []string{"TERM=dumb"}, "watch", "-n", "0.1", "-q")
	term.reads(`^\d+-\d+-\d+ \d+:\d+:\d+\r\nthere are no queues\r\n\r\n\d+-`)
	term.types("\x03")
	if code := term.ends(cmd); code != 130 {
		t.Errorf("exit code %d", code)
	}

	for _, s := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		cmd := exec.Command("ipclua", "watch", "-n", "0.1")
		out, complaints := printing(t, cmd)
		cmd.Process.Signal(s)
		for out.Scan() {
		}
		cmd.Wait()
		if code := cmd.ProcessState.ExitCode(); code != exitCode(s) || complaints.Len() > 0 {
			t.Errorf("exit code %d, %q", code, complaints)
		}
	}
}

// printing starts a watch that prints and waits until it has done so twice.
func printing(t *testing.T, cmd *exec.Cmd) (*bufio.Scanner, *strings.Builder) {
	t.Helper()
	complaints := new(strings.Builder)
	cmd.Stderr = complaints
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill() })
	out := bufio.NewScanner(pipe)
	at := regexp.MustCompile(`^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$`)
	for n := 0; n < 2; {
		if !out.Scan() {
			t.Fatal(complaints)
		}
		if at.MatchString(out.Text()) {
			n++
		}
	}
	return out, complaints
}

// When its reader goes away it ends without a word.
func TestWatchUnread(t *testing.T) {
	sysvtest.Need(t)
	cmd := exec.Command("sh", "-c", "ipclua watch -n 0.1 | head -1")
	out, err := cmd.CombinedOutput()
	if err != nil || strings.Count(string(out), "\n") != 1 {
		t.Errorf("%v: %s", err, out)
	}
}

func TestInterval(t *testing.T) {
	for text, want := range map[string]string{"1": "1s", "0.1": "100ms", "2.5": "2.5s", "1e1": "10s", "86400": "24h0m0s"} {
		if got, err := parseInterval(text); err != nil || got.String() != want {
			t.Errorf("%s: %v %v", text, got, err)
		}
	}
	for _, text := range []string{"", "x", "0", "-1", "0.09", "NaN", "Inf", "-Inf", "1e300", "1s", "86401"} {
		if got, err := parseInterval(text); err == nil || !strings.Contains(err.Error(), "'"+text+"'") {
			t.Errorf("%s: %v %v", text, got, err)
		}
	}
}
