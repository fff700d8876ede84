package record

import (
	"fmt"
	"math/rand"
	"slices"
	"testing"

	"ipclua/internal/trace"
	"ipclua/sysv"
)

// world is a set as the kernel has it, for making records whose truth is known.
type world struct {
	*rand.Rand
	m       *merge
	values  []int
	free    []int64 // when each process can make its next call
	blocked []*moment
	truth   map[*moment][2][]int
	wakers  map[*moment]*moment
}

const set = 7

func newWorld(seed int64, processes, semaphores int) *world {
	w := &world{
		Rand: rand.New(rand.NewSource(seed)), m: &merge{run: &trace.Run{}}, values: make([]int, semaphores),
		free: make([]int64, processes), truth: map[*moment][2][]int{}, wakers: map[*moment]*moment{},
	}
	for p := range processes {
		w.m.processes = append(w.m.processes, &member{recorded: &recorded{}, number: p + 1})
	}
	get := &moment{Event: trace.Event{Process: 1, Call: "semget", Kind: trace.Semaphore, ID: set},
		item: item{call: semget, begin: 1, end: 2, a: pair(int(sysv.IPC_PRIVATE), 0), b: int64(semaphores)}}
	w.m.moments = append(w.m.moments, get)
	return w
}

// call makes a process's semop take effect, or wait, at a time.
func (w *world) call(p int, now, width int64, ops []sysv.SemOp) {
	begin := max(w.free[p]+1, now-w.Int63n(width))
	x := &moment{
		Event: trace.Event{Process: p + 1, Call: "semop", Kind: trace.Semaphore, ID: set, Ops: ops},
		item:  item{call: semop, begin: begin}, at: begin,
	}
	w.m.moments = append(w.m.moments, x)
	if w.try(x) {
		w.finish(x, now, width)
		w.wake(x, now, width)
		return
	}
	x.since, x.Since = now, 1
	w.free[p] = 1 << 60
	w.blocked = append(w.blocked, x)
}

// control makes a process's SETVAL or GETVAL take effect at a time.
func (w *world) control(p int, now, width int64, cmd int) {
	begin, num := max(w.free[p]+1, now-w.Int63n(width)), w.Intn(len(w.values))
	x := &moment{
		Event: trace.Event{Process: p + 1, Call: "semctl", Kind: trace.Semaphore, ID: set},
		item:  item{call: semctl, begin: begin, a: pair(cmd, num)}, at: begin,
	}
	before := w.values
	if cmd == sysv.SETVAL {
		x.b = w.Int63n(3)
		w.values = slices.Clone(w.values)
		w.values[num] = int(x.b)
	}
	x.result = int64(w.values[num])
	w.truth[x] = [2][]int{before, w.values}
	w.m.moments = append(w.m.moments, x)
	w.finish(x, now, width)
	w.wake(x, now, width)
}

func (w *world) try(x *moment) bool {
	after, ok := (&change{ops: x.Ops}).apply(w.values)
	if ok {
		w.truth[x] = [2][]int{w.values, after}
		w.values = after
	}
	return ok
}

func (w *world) finish(x *moment, now, width int64) {
	x.item.end = now + 1 + w.Int63n(width)
	w.free[x.Process-1] = x.item.end
}

// wake lets through, in the order in which they came, those who can go on.
func (w *world) wake(by *moment, now, width int64) {
	for i := 0; i < len(w.blocked); i++ {
		x := w.blocked[i]
		if !w.try(x) {
			continue
		}
		w.blocked = slices.Delete(w.blocked, i, i+1)
		w.finish(x, now, width)
		w.wakers[x] = by
		i = -1
	}
}

// amongWaiters says whether somebody waits while a call is made: with several
// operations at a time that may make more than one order possible.
func (w *world) amongWaiters(x *moment) bool {
	return slices.ContainsFunc(w.m.moments, func(y *moment) bool {
		return y.since != 0 && y.since <= x.item.end && y.item.end >= x.item.begin
	})
}

// What is told is true, however the calls overlap; and what does not overlap is told.
func TestOrderIsTrue(t *testing.T) {
	told, woken, cleared := 0, 0, 0
	for seed := range int64(1000) {
		width := []int64{1, 20, 200}[seed%3]
		sets := seed%2 == 1 // SETVAL makes more orders possible
		w := newWorld(seed, 2+int(seed%5), 1+int(seed%3))
		for now := int64(10); now < 2500; now += 2 + w.Int63n(20) {
			p := w.Intn(len(w.free))
			if w.free[p] >= now {
				continue
			}
			if kind := w.Intn(12); sets && kind < 2 {
				w.control(p, now, width, []int{sysv.SETVAL, sysv.GETVAL}[kind])
				continue
			}
			ops := []sysv.SemOp{{Num: uint16(w.Intn(len(w.values))), Op: int16(w.Intn(5) - 2)}}
			if w.Intn(4) == 0 {
				ops = append(ops, sysv.SemOp{Num: uint16(w.Intn(len(w.values))), Op: int16(w.Intn(3) - 1)})
			}
			w.call(p, now, width, ops)
		}
		if width == 1 { // and nothing that may have happened
			w.m.moments = slices.DeleteFunc(w.m.moments, func(x *moment) bool { return x.item.end == 0 })
		}
		w.m.arrange()
		clear := width == 1 && !sets // nothing overlaps
		if clear {
			cleared++
		}
		for x, truth := range w.truth {
			for num := range truth[0] {
				before, known := x.Before.At(num)
				if known && before != truth[0][num] {
					t.Fatalf("seed %d: semaphore %d before %+v is %d, not %d", seed, num, x.item, truth[0][num], before)
				}
				if !known && clear && !w.amongWaiters(x) {
					t.Fatalf("seed %d: semaphore %d before %+v is not told", seed, num, x.item)
				}
				if known {
					told++
				}
			}
			if x.wait != nil {
				woken++
			}
			by := x.wait // or one that was itself let through in the same call
			for by != nil && by != w.wakers[x] {
				by = by.wait
			}
			if clear && by != w.wakers[x] {
				t.Fatalf("seed %d: %+v was let through by %+v, not by %+v", seed, x.item, w.wakers[x], x.wait)
			}
		}
		slices.SortStableFunc(w.m.moments, func(a, b *moment) int { return int(a.at - b.at) })
		inOrder(t, seed, w.m.moments)
	}
	if told == 0 || woken == 0 || cleared == 0 {
		t.Error(told, woken, cleared)
	}
}

// inOrder checks that the calls could have been made in their order.
func inOrder(t *testing.T, seed int64, moments []*moment) {
	t.Helper()
	var values []int
	for i, x := range moments {
		if x.call == semget {
			values = make([]int, x.b)
		}
		if x.item.end == 0 || x.call == semget {
			continue
		}
		k := &change{ops: x.Ops}
		if cmd, num := unpair(x.a); x.call == semctl && cmd == sysv.SETVAL {
			k.set = map[int]int{num: int(x.b)}
		} else if x.call == semctl {
			k.seen = map[int]int{num: int(x.result)}
		}
		after, ok := k.apply(values)
		if !ok {
			t.Fatalf("seed %d: %v %v cannot be made with %v", seed, x.Call, x.Ops, values)
		}
		values = after
		for _, later := range moments[i+1 : min(len(moments), i+40)] {
			if later.item.end != 0 && later.item.end < x.item.begin {
				t.Fatalf("seed %d: %+v stands before %+v", seed, x.item, later.item)
			}
		}
	}
}

// A process outside the trace makes the sums wrong: then nothing is told, and every
// call still has its place.
func TestOrderOfOthers(t *testing.T) {
	w := newWorld(1, 2, 1)
	for i := range int64(4) {
		x := &moment{
			Event: trace.Event{Process: 1, Call: "semop", Kind: trace.Semaphore, ID: set, Ops: []sysv.SemOp{{Op: -1}}},
			item:  item{call: semop, begin: 10 + 10*i, end: 15 + 10*i},
		}
		w.m.moments = append(w.m.moments, x)
	}
	w.m.arrange()
	for _, x := range w.m.moments[1:] {
		if x.Before != nil || x.at < x.item.begin || x.at > x.item.end {
			t.Error(x.Before, x.at)
		}
	}
}

// Many at a time are too many to try: the search gives up, and goes on.
func TestOrderOfMany(t *testing.T) {
	w := newWorld(1, 64, 1)
	for round := range int64(20) {
		for p := range 64 {
			x := &moment{
				Event: trace.Event{Process: p + 1, Call: "semop", Kind: trace.Semaphore, ID: set, Ops: []sysv.SemOp{{Op: 1}}},
				item:  item{call: semop, begin: 10 + 100*round, end: 90 + 100*round},
			}
			w.m.moments = append(w.m.moments, x)
		}
	}
	w.m.arrange()
	var places []string
	for _, x := range w.m.moments[1:] {
		if x.at < x.item.begin {
			places = append(places, fmt.Sprint(x.at, x.item.begin))
		}
	}
	if places != nil {
		t.Error(places)
	}
}
