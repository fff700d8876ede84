package sysvtest

import (
	"errors"
	"fmt"
	"os"
	"testing"

	"golang.org/x/sys/unix"
)

// Terminal is a pseudo-terminal (pty(7)): what a program writes to the slave can be
// read from the master, and what is typed at the master is read by the program. The
// master has deadlines. Both are closed when the test is over.
type Terminal struct{ Master, Slave *os.File }

// OpenTerminal makes one, or skips the test where there is none to be had.
func OpenTerminal(t testing.TB) *Terminal {
	t.Helper()
	fd, err := unix.Open("/dev/ptmx", unix.O_RDWR|unix.O_NOCTTY|unix.O_CLOEXEC|unix.O_NONBLOCK, 0)
	if err != nil {
		t.Skip("no pseudo-terminal: ", err)
	}
	master := os.NewFile(uintptr(fd), "terminal")
	t.Cleanup(func() { master.Close() })
	n, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	if err := errors.Join(err, unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0)); err != nil {
		t.Fatal(err)
	}
	slave, err := os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { slave.Close() })
	return &Terminal{master, slave}
}

// Resize changes the terminal's size, in characters, of which programs are told by
// SIGWINCH.
func (p *Terminal) Resize(rows, columns uint16) error {
	return p.control(func(fd int) error {
		return unix.IoctlSetWinsize(fd, unix.TIOCSWINSZ, &unix.Winsize{Row: rows, Col: columns})
	})
}

// Settings are the terminal's (termios(3)).
func (p *Terminal) Settings() (s unix.Termios, err error) {
	err = p.control(func(fd int) error {
		now, err := unix.IoctlGetTermios(fd, unix.TCGETS)
		if err == nil {
			s = *now
		}
		return err
	})
	return s, err
}

// control calls a function with the master's descriptor. Fd would make it blocking.
func (p *Terminal) control(f func(fd int) error) error {
	raw, err := p.Master.SyscallConn()
	if err != nil {
		return err
	}
	var failed error
	return errors.Join(raw.Control(func(fd uintptr) { failed = f(int(fd)) }), failed)
}
