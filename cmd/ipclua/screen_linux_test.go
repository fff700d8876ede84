package main

import (
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// screen is a terminal that shows what a person would see.
type screen struct {
	*terminal
	cmd      *exec.Cmd
	columns  int
	rows     [][]string // each cell; the second of a wide character is ""
	row, col int
	colours  bool // some were set
	rest     []byte
}

// onScreen starts the command on a screen of so many columns, with more in its
// environment and a history of its own.
func onScreen(t *testing.T, columns int, environment []string, args ...string) *screen {
	t.Helper()
	environment = append([]string{"TERM=xterm", "NO_COLOR=1", "XDG_STATE_HOME=" + t.TempDir()}, environment...)
	term, cmd := onTerminalWith(t, environment, args...)
	s := &screen{terminal: term, cmd: cmd, rows: make([][]string, 1)}
	s.resize(columns)
	return s
}

func (s *screen) resize(columns int) {
	s.Helper()
	s.columns = columns
	s.resizes(50, uint16(columns))
}

// String is what is on the screen, down to the cursor.
func (s *screen) String() string {
	var lines []string
	for _, row := range s.rows {
		lines = append(lines, strings.TrimRight(strings.Join(row, ""), " "))
	}
	for len(lines) > s.row+1 && lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	return strings.Join(lines, "\n")
}

// shows reads on until the screen matches a pattern, and gives its groups.
func (s *screen) shows(pattern string) []string {
	s.Helper()
	re := regexp.MustCompile(pattern)
	if err := s.Master.SetReadDeadline(time.Now().Add(limit)); err != nil {
		s.Fatal(err)
	}
	for {
		if found := re.FindStringSubmatch(s.String()); found != nil {
			return found[1:]
		}
		var b [4096]byte
		n, err := s.Master.Read(b[:])
		if err != nil {
			s.Fatalf("%v; the screen shows\n%s\nnot %s", err, s, pattern)
		}
		s.rest = append(s.rest, b[:n]...)
		for s.step() {
		}
	}
}

// asks types a line and waits for what it prints and for the next prompt.
func (s *screen) asks(line, pattern string) []string {
	s.Helper()
	s.types(line + "\r")
	return s.shows(`\n?> ` + regexp.QuoteMeta(strings.TrimRight(line, " ")) + `\n` + pattern + `\n>$`)
}

var csi = regexp.MustCompile(`^\x1b\[(\??)([0-9;]*)([A-Za-z])`)

// step does what the next character or sequence is for.
func (s *screen) step() bool {
	if len(s.rest) == 0 {
		return false
	}
	switch s.rest[0] {
	case '\r':
		s.col = 0
	case '\n':
		s.down()
	case '\t':
		s.col = (s.col/8 + 1) * 8
	case '\x1b':
		found := csi.FindSubmatch(s.rest)
		if found == nil {
			return false
		}
		s.rest = s.rest[len(found[0]):]
		n, _ := strconv.Atoi(string(found[2]))
		s.control(found[3][0], max(n, 1))
		return true
	default:
		if !utf8.FullRune(s.rest) {
			return false
		}
		if s.rest[0] < ' ' {
			s.Fatalf("the screen gets %q", s.rest)
		}
		c, size := utf8.DecodeRune(s.rest)
		s.rest = s.rest[size:]
		s.put(string(c))
		return true
	}
	s.rest = s.rest[1:]
	return true
}

func (s *screen) control(what byte, n int) {
	switch what {
	case 'A':
		s.row = max(s.row-n, 0)
	case 'C':
		s.col = min(s.col+n, s.columns-1)
	case 'H':
		s.row, s.col = 0, 0
	case 'J':
		s.rows = s.rows[:s.row+1]
		s.rows[s.row] = s.rows[s.row][:min(s.col, len(s.rows[s.row]))]
	case 'm':
		s.colours = true
	}
}

func (s *screen) down() {
	if s.row++; s.row == len(s.rows) {
		s.rows = append(s.rows, nil)
	}
}

func (s *screen) put(c string) {
	width := uniseg.StringWidth(c)
	if s.col+width > s.columns {
		s.col = 0
		s.down()
	}
	row := s.rows[s.row]
	for len(row) < s.col+width {
		row = append(row, " ")
	}
	switch width {
	case 0:
		row[s.col-1] += c
	case 2:
		row[s.col+1] = ""
		fallthrough
	default:
		row[s.col] = c
	}
	s.rows[s.row] = row
	s.col += width
}

// clear has the screen cleared, but for the prompt.
func (s *screen) clear() {
	s.Helper()
	s.types("\x0c")
	s.shows(`^>$`)
}

// leaves types Ctrl-D and waits for the command's end.
func (s *screen) leaves() {
	s.Helper()
	s.types("\x04")
	if code := s.ends(s.cmd); code != 0 {
		s.Errorf("exit code %d", code)
	}
}
