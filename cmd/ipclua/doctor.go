package main

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"os"
	"runtime"

	"ipclua/internal/width"
	"ipclua/sysv"
)

// runDoctor is ipclua doctor.
func runDoctor(args []string, io stdio) int {
	flags := flag.NewFlagSet("doctor", flag.ContinueOnError)
	rest, err := parseMixed(flags, args[2:])
	if errors.Is(err, flag.ErrHelp) {
		fmt.Fprint(io.out, doctorUsage)
		return exitDone
	}
	if err == nil && len(rest) > 0 {
		err = fmt.Errorf("unexpected '%s'", rest[0])
	}
	if err != nil {
		io.complain("doctor: %v", err)
		fmt.Fprint(io.err, doctorUsage)
		return exitUsage
	}
	d := doctor{kernel: sysv.NewHost(), machine: sysv.Examine(os.DirFS("/")), uid: os.Geteuid()}
	d.examine()
	if err := d.write(io); err != nil {
		io.complain("doctor: %v", err)
		return exitFailed
	}
	if d.count(lacking) > 0 {
		return exitFailed
	}
	return exitDone
}

// doctor finds out whether a machine can do what ipclua needs.
type doctor struct {
	kernel   sysv.Kernel
	machine  sysv.Machine
	uid      int
	findings []finding
}

// finding is one thing that was looked at.
type finding struct {
	grade grade
	about string
	says  string
	cure  string // what to do about it
}

// grade is how good or bad it is.
type grade int

const (
	fine grade = iota
	doubtful
	lacking // and needed
)

func (g grade) String() string { return [...]string{"ok", "warn", "FAIL"}[g] }

func (d *doctor) ok(about, format string, v ...any) {
	d.findings = append(d.findings, finding{fine, about, fmt.Sprintf(format, v...), ""})
}

func (d *doctor) warn(about, cure, format string, v ...any) {
	d.findings = append(d.findings, finding{doubtful, about, fmt.Sprintf(format, v...), cure})
}

func (d *doctor) fail(about, cure, format string, v ...any) {
	d.findings = append(d.findings, finding{lacking, about, fmt.Sprintf(format, v...), cure})
}

func (d *doctor) count(g grade) int {
	n := 0
	for _, f := range d.findings {
		if f.grade == g {
			n++
		}
	}
	return n
}

// examine looks at everything, from what the rest needs to what is a comfort.
func (d *doctor) examine() {
	if !d.system() {
		return
	}
	d.surroundings()
	d.objects()
	d.limits()
	d.fullQueues()
	d.private()
	d.sight()
	d.customs()
}

// system tells whether there can be a real kernel here at all.
func (d *doctor) system() bool {
	platform := runtime.GOOS + "/" + runtime.GOARCH
	if !sysv.Supported {
		d.fail("system", "use 64-bit Linux (amd64, arm64), in a virtual machine or a container; 'ipclua check' simulates the kernel and works here",
			"%s: the real kernel is not supported", platform)
		return false
	}
	d.ok("system", "%s, kernel %s", platform, cmp.Or(d.machine.Release, "unknown"))
	return true
}

// doctorWidth is how wide the last column may be, so that a line has 80
// characters at most.
const doctorWidth = 57

// write shows the findings, each with its cure, and sums them up.
func (d *doctor) write(io stdio) error {
	var t table
	for _, f := range d.findings {
		first := []string{f.grade.String(), f.about}
		lines := width.Wrap(f.says, doctorWidth)
		if f.cure != "" {
			lines = append(lines, width.Wrap("→ "+f.cure, doctorWidth)...)
		}
		for _, line := range lines {
			t.rows = append(t.rows, append(first, line))
			first = []string{"", ""}
		}
	}
	if err := t.write(io.out, 0); err != nil {
		return err
	}
	sum := "everything is there"
	switch lacking, doubtful := d.count(lacking), d.count(doubtful); {
	case lacking > 0:
		sum = fmt.Sprintf("needed and not there: %d", lacking)
	case doubtful > 0:
		sum = fmt.Sprintf("everything needed is there; to know: %d", doubtful)
	}
	_, err := fmt.Fprintf(io.out, "\n%s\n", sum)
	return err
}

const doctorUsage = `usage: ipclua doctor

Looks whether this machine can do what ipclua needs, and says of each problem
what to do about it: a segment, a semaphore set and a queue are made, used and
removed; limits are compared with what is in use; containers, sandboxes and
settings that change what scripts see are named.

Exit codes: 0 everything needed is there; 1 something is missing; 2 the command
line was wrong.
`
