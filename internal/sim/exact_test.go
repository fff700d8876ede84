package sim_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"ipclua/internal/sim"
	"ipclua/sysv"
	"ipclua/sysv/sysvtest"
)

// TestExact runs small random programs that do not depend on queues under all
// schedules: the ends that can be reached are the same whether or not calls
// queue in the kernel.
func TestExact(t *testing.T) {
	checks(t, 100)
	rapid.Check(t, func(t *rapid.T) {
		p := drawProcesses(t)
		lazy, exact := p.ends(false), p.ends(true)
		if !maps.Equal(lazy, exact) {
			t.Fatalf("without queues\n%s\nwith queues\n%s", list(lazy), list(exact))
		}
	})
}

// TestExactOrder has three processes come to a semaphore in each order: it lets
// them through in that order, one for each V, and counts those who are left.
func TestExactOrder(t *testing.T) {
	for _, order := range [][]int{{2, 3, 4}, {2, 4, 3}, {3, 2, 4}, {3, 4, 2}, {4, 2, 3}, {4, 3, 2}} {
		var through, left []int
		c := &inOrder{numbers: order}
		sim.NewMachine(sim.Config{Exact: true}, c).Run("main", nil, func(main *sim.Process) int {
			set, _ := main.Semget(sysv.IPC_PRIVATE, 1, 0o600)
			operate := func(p *sim.Process, by int16) {
				if err := p.Semop(nil, set, []sysv.SemOp{{Op: by}}, sysv.Forever); err != nil {
					t.Error(err)
				}
			}
			for range order {
				main.Spawn("child", nil, func(child *sim.Process) int {
					operate(child, -1)
					through = append(through, child.Number)
					return 0
				})
			}
			for range order {
				operate(main, 1)
				n, _ := main.Semctl(set, 0, sysv.GETNCNT, nil)
				left = append(left, n)
			}
			return 0
		})
		if !slices.Equal(through, order) || !slices.Equal(left, []int{2, 1, 0}) {
			t.Errorf("%d come, %d go through, %d are left", order, through, left)
		}
	}
}

// inOrder lets process 1 spawn the others, then each of these make a step in
// order, then whoever comes first.
type inOrder struct{ numbers []int }

func (c *inOrder) Choose(m *sim.Machine) int {
	if len(c.numbers) == 0 || m.Processes() < 4 {
		return m.Enabled()[0]
	}
	next := c.numbers[0]
	c.numbers = c.numbers[1:]
	return next
}

// processes are the calls of each process, on one set and one queue.
type processes [][]sysvtest.Request

func drawProcesses(t *rapid.T) processes {
	p := make(processes, rapid.IntRange(2, 3).Draw(t, "processes"))
	undo := []int16{0}
	if len(p) == 2 {
		undo = append(undo, sysv.SEM_UNDO)
	}
	for i := range p {
		for range rapid.IntRange(1, 6/len(p)).Draw(t, "calls") {
			r := sysvtest.Request{Call: of(t, "call", "semop", "semop", "semop", "msgsnd", "msgrcv")}
			if rapid.IntRange(0, 7).Draw(t, "timed") == 7 {
				r.Timeout = new(time.Second)
			}
			switch r.Call {
			case "semop":
				nowait := of[int16](t, "nowait", 0, 0, 0, sysv.IPC_NOWAIT)
				for range of(t, "operations", 1, 1, 2) {
					r.Ops = append(r.Ops, sysv.SemOp{
						Num: of[uint16](t, "num", 0, 1), Op: of[int16](t, "op", -1, -1, 0, 1, 1, -2, 2), Flg: nowait | of(t, "undo", undo...),
					})
				}
			case "msgsnd":
				r.Type, r.Text = of[int64](t, "type", 1, 2), []byte(of(t, "text", "", "short", "longer than that"))
			case "msgrcv":
				r.Type, r.Size = of[int64](t, "type", 0, 1, 2, -2), of(t, "room", 5, 100)
			}
			p[i] = append(p[i], r)
		}
	}
	return p
}

// ends gives what the program comes to under each schedule.
func (p processes) ends(exact bool) map[string]bool {
	all := map[string]bool{}
	for c := (&branches{}); ; {
		all[p.run(exact, c)] = true
		if !c.next() {
			return all
		}
	}
}

// run gives what each process got so far, the values and the messages.
func (p processes) run(exact bool, c *branches) string {
	c.at, c.undoes = 0, p.undoes()
	m := sim.NewMachine(sim.Config{Exact: exact, Steps: 1000}, c)
	got := make([]string, len(p))
	var set, queue int
	m.Run("main", nil, func(main *sim.Process) int {
		set, _ = main.Semget(sysv.IPC_PRIVATE, 2, 0o600)
		queue, _ = main.Msgget(sysv.IPC_PRIVATE, 0o600)
		main.Msgctl(queue, sysv.IPC_SET, &sysv.MsqidDS{Perm: sysv.Perm{Mode: 0o600}, Qbytes: 16})
		for i, requests := range p {
			main.Spawn("child", nil, func(child *sim.Process) int {
				performer := sysvtest.NewPerformer(child)
				for _, r := range requests {
					r.ID = set
					if r.Call != "semop" {
						r.ID = queue
					}
					got[i] += text(performer.Perform(r)) + "; "
				}
				return 0
			})
		}
		return 0
	})
	end := fmt.Sprintf("%q, values %d", got, m.IPC.Values(set))
	for i := int64(0); ; i++ {
		buf := make([]byte, 100)
		n, mtype, _, err := m.IPC.Msgrcv(&sim.Caller{}, queue, buf, i, sysv.MSG_COPY|sysv.IPC_NOWAIT, nil)
		if err != nil {
			return end
		}
		end += fmt.Sprintf(", %d %s", mtype, buf[:n])
	}
}

// undoes tells whether it matters when a process ends.
func (p processes) undoes() bool {
	return slices.ContainsFunc(slices.Concat(p...), func(r sysvtest.Request) bool {
		return slices.ContainsFunc(r.Ops, func(o sysv.SemOp) bool { return o.Flg&sysv.SEM_UNDO != 0 })
	})
}

// branches chooses in turn in all ways there are, the first process and ends
// that do not matter first.
type branches struct {
	taken  []branch
	at     int
	undoes bool
}

type branch struct{ which, of int }

func (b *branches) Choose(m *sim.Machine) int {
	enabled := m.Enabled()
	for _, number := range enabled {
		if number == 1 || !b.undoes && m.Next(number).Call == "exit" {
			return number
		}
	}
	if b.at == len(b.taken) {
		b.taken = append(b.taken, branch{0, len(enabled)})
	}
	b.at++
	return enabled[b.taken[b.at-1].which]
}

// next goes to the next way, if there is one.
func (b *branches) next() bool {
	for n := len(b.taken); n > 0; n = len(b.taken) {
		last := &b.taken[n-1]
		if last.which++; last.which < last.of {
			return true
		}
		b.taken = b.taken[:n-1]
	}
	return false
}

func list(ends map[string]bool) string {
	return strings.Join(slices.Sorted(maps.Keys(ends)), "\n")
}
