package explore

import (
	"context"
	"fmt"
	"strings"

	"ipclua/internal/sim"
	"ipclua/sysv"
)

// program is what test programs are: processes, each a line of words. r0 and w0
// read and write cell 0 of a segment, a0 adds to it atomically; -0, +0 and z0 are
// operations on semaphore 0, and -01 takes both in one; "!0=2" fails unless cell
// 0 has that value.
type program struct {
	processes []string
	values    []uint16 // of the semaphores
}

// run runs it: process 1 makes the objects, spawns the others, waits for them.
func (p program) run(_ int, c sim.Config, choose sim.Chooser) Result {
	m := sim.NewMachine(c, choose)
	var failure any
	fail := func(format string, v ...any) {
		if failure == nil {
			failure = fmt.Sprintf(format, v...)
			m.Stop(0)
		}
	}
	outcome := m.Run("main", nil, func(main *sim.Process) int {
		segment, err := main.Shmget(sysv.IPC_PRIVATE, 64, 0o600)
		must(err)
		set, err := main.Semget(sysv.IPC_PRIVATE, max(len(p.values), 1), 0o600)
		must(err)
		for i, v := range p.values {
			if v > 0 {
				must(main.Semop(context.Background(), set, []sysv.SemOp{{Num: uint16(i), Op: int16(v)}}, sysv.Forever))
			}
		}
		var children []*sim.Process
		for _, line := range p.processes {
			children = append(children, main.Spawn(line, nil, func(child *sim.Process) int {
				memory, err := child.Shmat(segment, 0, 0)
				must(err)
				for _, word := range strings.Fields(line) {
					act(child, memory, set, word, fail)
				}
				return 0
			}))
		}
		for _, child := range children {
			main.Wait(context.Background(), child, sysv.Forever)
		}
		return 0
	})
	if failure == nil && outcome.Deadlock {
		failure = "deadlock"
	}
	return Result{Outcome: outcome, Made: m.Made(), Failure: failure, Relevant: len(m.Made())}
}

// act makes the step that a word says. What is written is what was read last, and
// one more.
func act(p *sim.Process, memory *sysv.Memory, set int, word string, fail func(string, ...any)) {
	cell := func() int { return 4 * int(word[1]-'0') }
	last, _ := p.Host.(byte)
	switch word[0] {
	case 'r':
		b, err := memory.Readable(cell(), 4)
		must(err)
		p.Host = b[0]
	case 'w':
		b, err := memory.Writable(cell(), 4)
		must(err)
		b[0] = last + 1
	case 'a':
		_, err := memory.Add32(cell(), 1)
		must(err)
	case '!':
		b, err := memory.Readable(cell(), 4)
		must(err)
		if want := word[3] - '0'; b[0] != want {
			fail("cell is %d, not %d", b[0], want)
		}
	default:
		var ops []sysv.SemOp
		by := map[byte]int16{'-': -1, '+': 1, 'z': 0}[word[0]]
		for _, c := range word[1:] {
			ops = append(ops, sysv.SemOp{Num: uint16(c - '0'), Op: by})
		}
		must(p.Semop(context.Background(), set, ops, sysv.Forever))
	}
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
