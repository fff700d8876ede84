package explore

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"ipclua/internal/sim"
	"ipclua/sysv"
)

// TestExhaust runs random programs exhaustively, and by brute force on a model of
// their own: every class of schedules is reached.
func TestExhaust(t *testing.T) {
	programs, classes, reported, made := 0, 0, 0, 0
	rapid.Check(t, func(t *rapid.T) {
		for range 10 {
			p := drawModel(t)
			all := p.interleavings(2500)
			if all == nil {
				continue
			}
			var path, unlike string
			reached := map[string]bool{}
			complete := exhaust(func(_ int, c sim.Config, choose sim.Chooser) (r Result) {
				made++
				path, r = p.perform(c, choose)
				return r
			}, Options{}, false, 50_000, func(Result) bool {
				if _, is := all[path]; !is {
					unlike = path
					return false
				}
				reported++
				reached[all.class(path)] = true
				return true
			})
			if unlike != "" {
				t.Fatalf("%v: %s is none of the interleavings", p, unlike)
			}
			if !complete {
				t.Fatalf("%v: not complete", p)
			}
			programs++
			for path := range all {
				if all.class(path) == path {
					classes++
				}
				if !reached[all.class(path)] {
					t.Fatalf("%v: nothing like %s", p, path)
				}
			}
		}
	})
	t.Logf("%d programs: %d classes; %d runs, %d of them complete", programs, classes, made, reported)
}

// model is a program: the steps of processes, by number.
type model [][]action

// action is a step: r, w and a read, write and add to a cell, s operates on
// semaphores, m and q send and receive, p spawns, j waits.
type action struct {
	kind byte
	n    int // cell, type of message or process
	skip int // how many steps to leave out if a 0 is read
	ops  []sysv.SemOp
}

func (a action) String() string {
	if a.kind != 's' {
		return fmt.Sprintf("%c%d/%d", a.kind, a.n, a.skip)
	}
	var b strings.Builder
	for _, op := range a.ops {
		fmt.Fprintf(&b, "%d%+d", op.Num, op.Op)
		if op.Flg != 0 {
			b.WriteByte('!')
		}
	}
	return b.String()
}

// What there is.
const (
	cells      = 2
	semaphores = 2
	room       = 2 // of the queue, in messages
)

func drawModel(t *rapid.T) model {
	n := rapid.IntRange(2, 4).Draw(t, "processes")
	longest := []int{5, 4, 2}[n-2]
	kinds := rapid.SampledFrom([]string{"rwa", "s", "srw", "sssr", "mq", "mqs", "rwasmq"}).Draw(t, "kinds")
	p := make(model, n)
	for i := range p {
		for range rapid.IntRange(1, longest).Draw(t, "steps") {
			p[i] = append(p[i], drawAction(t, kinds))
		}
		if i > 0 && rapid.IntRange(0, 4).Draw(t, "spawned") == 0 {
			parent := rapid.IntRange(0, i-1).Draw(t, "parent")
			at := rapid.IntRange(0, len(p[parent])).Draw(t, "at")
			rest := append([]action{{kind: 'p', n: i}}, p[parent][at:]...)
			p[parent] = append(p[parent][:at:at], rest...)
			if rapid.Bool().Draw(t, "waited for") {
				p[parent] = append(p[parent], action{kind: 'j', n: i})
			}
		}
	}
	for i := range p { // what is spawned is not skipped
		for j, a := range p[i] {
			for k := j + 1; k <= j+a.skip && k < len(p[i]); k++ {
				if p[i][k].kind == 'p' {
					p[i][j].skip = 0
				}
			}
		}
	}
	return p
}

func drawAction(t *rapid.T, kinds string) action {
	a := action{kind: rapid.SampledFrom([]byte(kinds)).Draw(t, "kind"), n: rapid.IntRange(0, cells-1).Draw(t, "n")}
	switch a.kind {
	case 'r':
		a.skip = max(0, rapid.IntRange(-2, 2).Draw(t, "skip"))
	case 's':
		for range max(1, rapid.IntRange(-1, 3).Draw(t, "operations")) {
			op := sysv.SemOp{
				Num: uint16(rapid.IntRange(0, semaphores-1).Draw(t, "semaphore")),
				Op:  rapid.SampledFrom([]int16{-1, -1, -1, 1, 1, 1, 0, 2, -2}).Draw(t, "by"),
			}
			if rapid.IntRange(0, 9).Draw(t, "no wait") == 0 {
				op.Flg = sysv.IPC_NOWAIT
			}
			a.ops = append(a.ops, op)
		}
	}
	return a
}

// state is one of a model. Two are the same when nobody can tell them apart.
type state struct {
	cells   [cells]int
	values  [semaphores]int
	queue   string
	started [4]bool
	at      [4]int
	seen    [4]uint64 // what the steps of each process gave
}

func (p model) initial() state {
	s := state{values: [semaphores]int{1, 0}}
	for i := range p {
		s.started[i] = true
	}
	for i := range p {
		for _, a := range p[i] {
			if a.kind == 'p' {
				s.started[a.n] = false
			}
		}
	}
	return s
}

// step makes a process's next step, if it has one that can be made.
func (p model) step(s state, process int) (state, bool) {
	at := s.at[process]
	if !s.started[process] || at >= len(p[process]) {
		return s, false
	}
	a, own := p[process][at], process*16+at+1
	s.at[process]++
	saw := 0
	switch a.kind {
	case 'r':
		if saw = s.cells[a.n]; saw == 0 {
			s.at[process] += a.skip
		}
	case 'w':
		s.cells[a.n] = own
	case 'a':
		saw = s.cells[a.n]
		s.cells[a.n]++
	case 's':
		values := s.values
		for _, op := range a.ops {
			v := values[op.Num] + int(op.Op)
			if v < 0 || op.Op == 0 && v > 0 {
				if op.Flg == 0 {
					return s, false
				}
				saw, values = 1, s.values
				break
			}
			values[op.Num] = v
		}
		s.values = values
	case 'm':
		if len(s.queue) == 2*room {
			return s, false
		}
		s.queue += string([]byte{byte(a.n), byte(own)})
	case 'q':
		i := 0
		for a.n != 0 && i < len(s.queue) && int(s.queue[i]) != a.n {
			i += 2
		}
		if i >= len(s.queue) {
			return s, false
		}
		saw = int(s.queue[i+1])
		s.queue = s.queue[:i] + s.queue[i+2:]
	case 'p':
		s.started[a.n] = true
	case 'j':
		if s.at[a.n] < len(p[a.n]) {
			return s, false
		}
	}
	s.seen[process] = mix(s.seen[process] + uint64(saw))
	return s, true
}

// classes are sets of interleavings, each a string of processes: by one, another
// of its class, or itself.
type classes map[string]string

// class is the interleaving that stands for its class.
func (c classes) class(path string) string {
	for c[path] != path {
		c[path] = c[c[path]]
		path = c[path]
	}
	return path
}

// interleavings are all that there are. Two are of a class when one becomes the
// other by swapping neighbours, where both could be made first and nobody can tell
// which one was. It is nil where there are more than most.
func (p model) interleavings(most int) classes {
	all := classes{}
	var twins [][2]string // beginnings that come to the same
	var explore func(s state, path string) bool
	explore = func(s state, path string) bool {
		ended := true
		for a := range p {
			after, can := p.step(s, a)
			if !can {
				continue
			}
			ended = false
			for b := range a {
				other, _ := p.step(s, b)
				ab, first := p.step(after, b)
				ba, second := p.step(other, a)
				if _, can := p.step(s, b); can && first && second && ab == ba {
					twins = append(twins, [2]string{path + names[a:a+1] + names[b:b+1], path + names[b:b+1] + names[a:a+1]})
				}
			}
			if !explore(after, path+names[a:a+1]) {
				return false
			}
		}
		if ended {
			all[path] = path
		}
		return len(all) <= most
	}
	if !explore(p.initial(), "") {
		return nil
	}
	beginnings := map[string][]string{}
	for path := range all {
		for i := range path {
			beginnings[path[:i+1]] = append(beginnings[path[:i+1]], path)
		}
	}
	for _, t := range twins {
		for _, path := range beginnings[t[0]] {
			all[all.class(path)] = all.class(t[1] + path[len(t[1]):])
		}
	}
	return all
}

const names = "abcd"

// perform runs the program on a machine, and gives the interleaving.
func (p model) perform(c sim.Config, choose sim.Chooser) (string, Result) {
	m := sim.NewMachine(c, choose)
	ctx := context.Background()
	initial := p.initial()
	numbers := map[int]int{} // of processes, by the machine's
	outcome := m.Run("main", nil, func(main *sim.Process) int {
		segment, err := main.Shmget(sysv.IPC_PRIVATE, 64, 0o600)
		must(err)
		set, err := main.Semget(sysv.IPC_PRIVATE, semaphores, 0o600)
		must(err)
		_, err = main.Semctl(set, 0, sysv.SETVAL, initial.values[0])
		must(err)
		queue, err := main.Msgget(sysv.IPC_PRIVATE, 0o600)
		must(err)
		var ds sysv.MsqidDS
		_, err = main.Msgctl(queue, sysv.IPC_STAT, &ds)
		must(err)
		ds.Qbytes = room
		_, err = main.Msgctl(queue, sysv.IPC_SET, &ds)
		must(err)
		processes := make([]*sim.Process, len(p))
		var spawn func(by *sim.Process, number int)
		spawn = func(by *sim.Process, number int) {
			processes[number] = by.Spawn("", func(self *sim.Process) { numbers[self.Number] = number }, func(self *sim.Process) int {
				memory, err := self.Shmat(segment, 0, 0)
				must(err)
				for at := 0; at < len(p[number]); at++ {
					a := p[number][at]
					switch a.kind {
					case 'r':
						b, err := memory.Readable(4*a.n, 4)
						must(err)
						if b[0] == 0 {
							at += a.skip
						}
					case 'w':
						b, err := memory.Writable(4*a.n, 4)
						must(err)
						b[0] = byte(number*16 + at + 1)
					case 'a':
						_, err := memory.Add32(4*a.n, 1)
						must(err)
					case 's':
						_ = self.Semop(ctx, set, a.ops, sysv.Forever) // may be EAGAIN
					case 'm':
						must(self.Msgsnd(ctx, queue, int64(a.n+1), []byte{0}, 0, sysv.Forever))
					case 'q':
						wants := int64(0)
						if a.n > 0 {
							wants = int64(a.n + 1)
						}
						_, _, err := self.Msgrcv(ctx, queue, make([]byte, 1), wants, 0, sysv.Forever)
						must(err)
					case 'p':
						spawn(self, a.n)
					case 'j':
						_, _, err := self.Wait(ctx, processes[a.n], sysv.Forever)
						must(err)
					}
				}
				return 0
			})
		}
		for i := range p {
			if initial.started[i] {
				spawn(main, i)
			}
		}
		for i := range p {
			if initial.started[i] {
				_, _, err := main.Wait(ctx, processes[i], sysv.Forever)
				must(err)
			}
		}
		return 0
	})
	var path strings.Builder
	for _, s := range m.Made() {
		if s.Process == 1 || s.Call == "shmat" || s.Call == "exit" {
			continue
		}
		number := numbers[s.Process]
		path.WriteByte(names[number])
	}
	return path.String(), Result{Outcome: outcome, Made: m.Made()}
}
