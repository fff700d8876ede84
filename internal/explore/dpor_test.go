package explore

import (
	"context"
	"testing"

	"ipclua/internal/sim"
	"ipclua/sysv"
)

// Programs whose classes of schedules are known: the first four of SCTBench by
// GenMC, the others by counting.
var counted = []struct {
	name    string
	values  []uint16
	bodies  []func(*worked)
	classes int
}{
	{"deadlock01", []uint16{1, 1}, []func(*worked){
		func(w *worked) { w.down(0); w.down(1); w.write(0, w.read(0)+1); w.up(1); w.up(0) },
		func(w *worked) { w.down(1); w.down(0); w.write(0, w.read(0)-1); w.up(0); w.up(1) },
	}, 3},
	{"carter01", []uint16{1, 1}, []func(*worked){carter(0), carter(1), func(*worked) {}, func(*worked) {}}, 4},
	{"bluetooth_driver", nil, []func(*worked){
		func(w *worked) {
			w.write(1, 1)
			w.release()
			if w.read(2) == 1 {
				w.write(3, 1)
			}
		},
		func(w *worked) {
			if w.read(1) == 0 {
				w.add(0, 1)
				w.read(3)
			}
			w.release()
		},
	}, 10},
	{"twostage", []uint16{1, 1}, []func(*worked){
		func(w *worked) {
			w.down(0)
			w.write(0, 1)
			w.up(0)
			w.down(1)
			w.write(1, w.read(0)+1)
			w.up(1)
		},
		func(w *worked) {
			w.down(0)
			if w.read(0) == 0 {
				w.up(0)
				return
			}
			w.read(0)
			w.up(0)
			w.down(1)
			w.read(1)
			w.up(1)
		},
	}, 3},
	{"reorder_3", nil, []func(*worked){setter, setter, checker}, 56},
	{"2 philosophers", ones(2), philosophers(2), 1<<2 - 1},
	{"3 philosophers", ones(3), philosophers(3), 1<<3 - 1},
	{"5 philosophers", ones(5), philosophers(5), 1<<5 - 1},
	{"7 philosophers", ones(7), philosophers(7), 1<<7 - 1},
	{"one waits for four", nil, []func(*worked){signal, signal, signal, signal, func(w *worked) {
		for range 4 {
			w.down(0)
		}
	}}, 1},
	{"a buffer with 3 places", []uint16{3, 0}, []func(*worked){
		func(w *worked) {
			for range 5 {
				w.down(0)
				w.up(1)
			}
		},
		func(w *worked) {
			for range 5 {
				w.down(1)
				w.up(0)
			}
		},
	}, 1},
}

func TestExhaustCounts(t *testing.T) {
	for _, c := range counted {
		t.Run(c.name, func(t *testing.T) {
			runs := 0
			run := func(worker int, config sim.Config, choose sim.Chooser) Result {
				runs++
				return perform(c.values, c.bodies, config, choose)
			}
			classes, last := 0, 0.0
			complete := exhaust(run, Options{}, false, 100_000, func(_ Result, share float64) bool {
				classes++
				if share <= 0 || share > 1+1e-9 {
					t.Errorf("after %d runs their share is %v", runs, share)
				}
				last = share
				return true
			})
			if classes != c.classes || !complete {
				t.Errorf("%d classes, complete %v; there are %d", classes, complete, c.classes)
			}
			if last < 0.5 {
				t.Errorf("the share is %v at the end", last)
			}
		})
	}
}

// TestExhaustIncomplete: nobody is told that there is nothing else where that is
// not known.
func TestExhaustIncomplete(t *testing.T) {
	spin := func(w *worked) {
		for w.read(0) == 0 {
		}
	}
	set := func(w *worked) { w.write(0, 1) }
	idle := make([]func(*worked), mostExhausted)
	for i := range idle {
		idle[i] = func(*worked) {}
	}
	ended, end := context.WithCancel(t.Context())
	end()
	tests := []struct {
		name   string
		bodies []func(*worked)
		o      Options
		budget int
	}{
		{"a process waits busily", []func(*worked){spin, set}, Options{}, 10_000},
		{"runs are cut off", []func(*worked){setter, checker}, Options{Steps: 10}, 10_000},
		{"the budget is used up", []func(*worked){setter, setter, checker}, Options{}, 55},
		{"the search is interrupted", []func(*worked){setter}, Options{Context: ended}, 10_000},
		{"there are too many processes", idle, Options{}, 10_000},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			runs := 0
			run := func(_ int, config sim.Config, choose sim.Chooser) Result {
				runs++
				return perform(nil, test.bodies, config, choose)
			}
			if exhaust(run, test.o, false, test.budget, func(Result, float64) bool { return true }) || runs > test.budget {
				t.Errorf("complete after %d runs", runs)
			}
		})
	}
}

// TestExhaustStops as soon as nobody wants to know more.
func TestExhaustStops(t *testing.T) {
	runs := 0
	run := func(_ int, config sim.Config, choose sim.Chooser) Result {
		runs++
		return perform(nil, []func(*worked){setter, checker}, config, choose)
	}
	if exhaust(run, Options{}, false, 1000, func(Result, float64) bool { return runs < 3 }) || runs != 3 {
		t.Errorf("%d runs, not 3", runs)
	}
}

func carter(class int) func(*worked) {
	return func(w *worked) {
		w.down(0)
		n := w.read(class) + 1
		w.write(class, n)
		if w.read(class) == 1 {
			w.down(1)
		}
		w.up(0)
		w.down(0)
		w.write(class, w.read(class)-1)
		if w.read(class) == 0 {
			w.up(1)
		}
		w.up(0)
	}
}

func signal(w *worked) { w.up(0) }

func setter(w *worked) { w.write(0, 1); w.write(1, 255) }

func checker(w *worked) {
	if !(w.read(0) == 0 && w.read(1) == 0) && w.read(0) == 1 {
		w.read(1)
	}
}

func philosophers(n int) (bodies []func(*worked)) {
	for i := range n {
		bodies = append(bodies, func(w *worked) {
			left, right := i, (i+1)%n
			w.down(left)
			w.down(right)
			w.up(right)
			w.up(left)
		})
	}
	return bodies
}

func ones(n int) []uint16 {
	values := make([]uint16, n)
	for i := range values {
		values[i] = 1
	}
	return values
}

// worked is a process of a program, with its memory and set.
type worked struct {
	*sim.Process
	memory *sysv.Memory
	set    int
}

// perform runs bodies as processes; the first one waits for them.
func perform(values []uint16, bodies []func(*worked), c sim.Config, choose sim.Chooser) Result {
	m := sim.NewMachine(c, choose)
	outcome := m.Run("main", nil, func(main *sim.Process) int {
		segment, err := main.Shmget(sysv.IPC_PRIVATE, 64, 0o600)
		must(err)
		set, err := main.Semget(sysv.IPC_PRIVATE, len(values)+1, 0o600)
		must(err)
		_, err = main.Semctl(set, 0, sysv.SETALL, append(values[:len(values):len(values)], 0))
		must(err)
		var children []*sim.Process
		for _, body := range bodies {
			children = append(children, main.Spawn("", nil, func(child *sim.Process) int {
				memory, err := child.Shmat(segment, 0, 0)
				must(err)
				body(&worked{child, memory, set})
				return 0
			}))
		}
		for _, child := range children {
			main.Wait(context.Background(), child, sysv.Forever)
		}
		_, err = main.Shmctl(segment, sysv.IPC_RMID, nil)
		must(err)
		_, err = main.Semctl(set, 0, sysv.IPC_RMID, nil)
		must(err)
		return 0
	})
	return Result{Outcome: outcome, Made: m.Made()}
}

func (w *worked) operate(num, by int) {
	must(w.Semop(context.Background(), w.set, []sysv.SemOp{{Num: uint16(num), Op: int16(by)}}, sysv.Forever))
}

func (w *worked) down(num int) { w.operate(num, -1) }
func (w *worked) up(num int)   { w.operate(num, 1) }

func (w *worked) read(cell int) byte {
	b, err := w.memory.Readable(4*cell, 4)
	must(err)
	return b[0]
}

func (w *worked) write(cell int, value byte) {
	b, err := w.memory.Writable(4*cell, 4)
	must(err)
	b[0] = value
}

func (w *worked) add(cell int, by uint32) uint32 {
	old, err := w.memory.Add32(4*cell, by)
	must(err)
	return old
}

// release is the end of bluetooth_driver's pending request.
func (w *worked) release() {
	if w.add(0, ^uint32(0)) == 0 {
		w.write(2, 1)
	}
}

// BenchmarkExhaust makes all runs of three processes that use a lock and have some
// 20 steps each.
func BenchmarkExhaust(b *testing.B) {
	body := func(w *worked) {
		for range 2 {
			w.down(0)
			w.write(0, w.read(0)+1)
			w.up(0)
			for cell := range 4 {
				w.write(8+w.Number, w.read(8+w.Number)+byte(cell))
			}
		}
	}
	runs := 0
	run := func(_ int, config sim.Config, choose sim.Chooser) Result {
		runs++
		return perform(ones(1), []func(*worked){body, body, body}, config, choose)
	}
	for b.Loop() {
		exhaust(run, Options{}, false, 1000, func(Result, float64) bool { return true })
	}
	b.ReportMetric(float64(runs)/b.Elapsed().Seconds(), "runs/s")
}
