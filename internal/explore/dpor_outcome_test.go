package explore

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"ipclua/internal/sim"
	"ipclua/sysv"
)

// TestExhaustOutcomes runs random programs that do whatever there is, exhaustively
// and in every order: they end in the same ways.
func TestExhaustOutcomes(t *testing.T) {
	programs, outcomes, made := 0, 0, 0
	rapid.Check(t, func(t *rapid.T) {
		p := drawErrand(t)
		exact := rapid.Bool().Draw(t, "exact")
		config := sim.Config{Exact: exact}
		all := map[string][]int{}
		for o := (odometer{}); ; {
			if o.runs++; o.runs > 1500 {
				return
			}
			o.depth = 0
			all[p.perform(config, &o)] = o.path()
			if !o.next() {
				break
			}
		}
		found := map[string]bool{}
		var outcome string
		complete := exhaust(func(_ int, c sim.Config, choose sim.Chooser) (r Result) {
			made++
			outcome, r = p.run(c, started{choose})
			return r
		}, Options{}, exact, 50_000, func(Result, float64) bool {
			found[outcome] = true
			return true
		})
		if !complete {
			t.Fatalf("%v: not complete", p)
		}
		programs++
		for outcome, path := range all {
			if outcomes++; !found[outcome] {
				t.Fatalf("%v: nobody found %s, which %v gives; found are %d", p, outcome, path, len(found))
			}
		}
	})
	t.Logf("%d programs with %d outcomes in %d runs", programs, outcomes, made)
}

// errand is a program: lines of letters, one for each process.
type errand []string

func drawErrand(t *rapid.T) errand {
	n := rapid.IntRange(2, 3).Draw(t, "processes")
	longest := []int{5, 3}[n-2]
	letters := rapid.SampledFrom([]string{"du", "duDU", "duvV", "duzZ", "dDuUte", "duk", "dukK", "dxu", "pdue", "rws", "nduz", "ndtu", "ntukx", "duDUzvVtkKxpersnw"}).Draw(t, "letters")
	p := make(errand, n)
	for i := range p {
		var b strings.Builder
		for range rapid.IntRange(1, longest).Draw(t, "steps") {
			b.WriteByte(rapid.SampledFrom([]byte(letters)).Draw(t, "letter"))
		}
		p[i] = b.String()
	}
	return p
}

func (p errand) perform(c sim.Config, choose sim.Chooser) string {
	outcome, _ := p.run(c, choose)
	return outcome
}

// run gives how the program ended: what each process got, in order, and the values
// of the semaphores.
func (p errand) run(c sim.Config, choose sim.Chooser) (string, Result) {
	m := sim.NewMachine(c, choose)
	got := make([]strings.Builder, len(p))
	stopped := ""
	var set int
	outcome := m.Run("main", nil, func(main *sim.Process) int {
		segment, err := main.Shmget(sysv.IPC_PRIVATE, 64, 0o600)
		must(err)
		set, err = main.Semget(sysv.IPC_PRIVATE, 2, 0o600)
		must(err)
		_, err = main.Semctl(set, 0, sysv.SETVAL, 1)
		must(err)
		processes := make([]*sim.Process, len(p))
		for i := range p {
			processes[i] = main.Spawn("", nil, func(self *sim.Process) int {
				memory, err := self.Shmat(segment, 0, 0)
				must(err)
				for at, letter := range []byte(p[i]) {
					switch letter {
					case 's':
						if b, _ := memory.Readable(0, 1); b[0] == 0 {
							stopped = fmt.Sprint(i, " stops at ", at)
							m.Stop(0)
						}
					default:
						fmt.Fprint(&got[i], " ", do(self, memory, set, letter, processes[(i+1)%len(p)]))
					case 'e':
						return 0
					}
				}
				return 0
			})
		}
		for _, each := range processes {
			_, _, err := main.Wait(context.Background(), each, sysv.Forever)
			must(err)
		}
		return 0
	})
	var b strings.Builder
	fmt.Fprint(&b, "deadlock ", outcome.Deadlock, ", ", m.IPC.Values(set))
	for i := range got {
		fmt.Fprint(&b, ", ", i, ":", got[i].String())
	}
	if stopped != "" {
		return stopped, Result{Outcome: outcome, Made: m.Made()}
	}
	return b.String(), Result{Outcome: outcome, Made: m.Made()}
}

// do makes a step and gives what came of it.
func do(p *sim.Process, memory *sysv.Memory, set int, letter byte, other *sim.Process) any {
	operate := func(timeout time.Duration, ops ...sysv.SemOp) any {
		return p.Semop(context.Background(), set, ops, timeout)
	}
	control := func(num, cmd int, arg any) any {
		n, err := p.Semctl(set, num, cmd, arg)
		return fmt.Sprint(n, err)
	}
	switch letter {
	case 'd':
		return operate(sysv.Forever, sysv.SemOp{Op: -1})
	case 'u':
		return operate(sysv.Forever, sysv.SemOp{Op: 1})
	case 'D':
		return operate(sysv.Forever, sysv.SemOp{Op: -1, Flg: sysv.SEM_UNDO})
	case 'U':
		return operate(sysv.Forever, sysv.SemOp{Num: 1, Op: 1}, sysv.SemOp{Op: -1})
	case 'z':
		return operate(sysv.Forever, sysv.SemOp{})
	case 'Z':
		return operate(sysv.Forever, sysv.SemOp{Num: 1, Op: -1}, sysv.SemOp{Op: 1, Flg: sysv.SEM_UNDO})
	case 't':
		return operate(time.Millisecond, sysv.SemOp{Op: -1})
	case 'v':
		return control(0, sysv.GETVAL, nil)
	case 'V':
		return control(0, sysv.SETVAL, 1)
	case 'n':
		return control(0, sysv.GETNCNT, nil)
	case 'x':
		return control(0, sysv.IPC_RMID, nil)
	case 'k':
		return p.Kill(other, 15)
	case 'K':
		return p.Kill(other, 9)
	case 'p':
		_, ended, err := p.Wait(context.Background(), other, 0)
		return fmt.Sprint(ended, err)
	case 'r':
		b, err := memory.Readable(0, 1)
		must(err)
		return b[0]
	}
	b, err := memory.Writable(0, 1)
	must(err)
	b[0] = byte(p.Number)
	return ""
}

// odometer chooses every order there is, run by run; but processes start at once.
type odometer struct {
	runs, depth int
	enabled     [][]int
	chosen      []int
}

func (o *odometer) Choose(m *sim.Machine) int {
	for _, number := range m.Enabled() {
		if next := m.Next(number); next.Call == "shmat" || number == 1 {
			return number
		}
	}
	if o.depth == len(o.chosen) {
		o.chosen = append(o.chosen, 0)
		o.enabled = append(o.enabled, slices.Clone(m.Enabled()))
	}
	o.depth++
	return o.enabled[o.depth-1][o.chosen[o.depth-1]]
}

// started leaves the choice to another when all processes have been spawned.
type started struct{ sim.Chooser }

func (s started) Choose(m *sim.Machine) int {
	if next := m.Next(1); next != nil && next.Call != "wait" && next.Call != "exit" {
		return 1
	}
	return s.Chooser.Choose(m)
}

func (o *odometer) next() bool {
	for n := len(o.chosen); n > 0; n-- {
		if o.chosen[n-1]+1 < len(o.enabled[n-1]) {
			o.chosen[n-1]++
			o.chosen, o.enabled = o.chosen[:n], o.enabled[:n]
			return true
		}
	}
	return false
}

func (o *odometer) path() (path []int) {
	for i, c := range o.chosen {
		path = append(path, o.enabled[i][c])
	}
	return path
}
