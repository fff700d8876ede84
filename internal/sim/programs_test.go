package sim_test

import (
	"flag"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"ipclua/sysv"
	"ipclua/sysv/sysvtest"
)

// TestPrograms runs random programs of several processes on the simulated
// kernel and on Linux, one call after the other: each answer, who sleeps, who
// wakes with what, and what is left are the same. -rapid.checks says how many.
//
// Linux leaves open which of several senders comes first that wake up together,
// and in which order receivers queue after IPC_SET: such calls are left out.
func TestPrograms(t *testing.T) {
	w := newWorld(t)
	checks(t, 300)
	rapid.Check(t, func(t *rapid.T) {
		p := &program{world: w}
		defer func() {
			if !p.over {
				w.clear()
			}
		}()
		first := rapid.Custom(drawFirst).Draw(t, "first")
		actions := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) action { return drawAction(t, first.Calls) }), 5, 50).Draw(t, "actions")
		if err := p.run(first, actions); err != nil {
			t.Fatalf("%v\n%s", err, strings.Join(p.log, "\n"))
		}
		p.over = true
	})
}

// checks sets how many programs rapid runs, where the command line does not.
func checks(t *testing.T, n int) {
	set := false
	flag.Visit(func(f *flag.Flag) { set = set || f.Name == "rapid.checks" })
	for name, value := range map[string]string{"rapid.checks": fmt.Sprint(n), "rapid.nofailfile": "true"} {
		f := flag.Lookup(name)
		old := f.Value.String()
		if name == "rapid.checks" && set {
			continue
		}
		if err := f.Value.Set(value); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { f.Value.Set(old) })
	}
}

// program is one that runs.
type program struct {
	*world
	ids    map[string][]int // by the first three letters of the calls
	before []int            // memories of each process
	log    []string
	over   bool
}

func (p *program) run(f first, actions []action) error {
	p.ids = map[string][]int{}
	for _, each := range p.pairs {
		p.before = append(p.before, each.attached)
	}
	j := len(p.pairs) - 1
	begin := []sysvtest.Request{
		{Call: "shmget", Size: f.Size, Flags: f.Mode},
		{Call: "semget", Size: len(f.Values), Flags: f.Mode},
		{Call: "semctl", Cmd: sysv.SETALL, Buf: sysvtest.Buffers{Values: f.Values}},
		{Call: "msgget", Flags: f.Mode},
		{Call: "msgctl", Cmd: sysv.IPC_SET, Buf: sysvtest.Buffers{Msg: &sysv.MsqidDS{Perm: sysv.Perm{Mode: uint32(f.Mode)}, Qbytes: f.Qbytes}}},
	}
	for _, r := range begin {
		if err := p.act(j, r); err != nil {
			return err
		}
	}
	for _, a := range actions {
		who, ok := p.awake(a)
		if !ok {
			continue
		}
		if err := p.act(who, a.Request); err != nil {
			return err
		}
	}
	return p.finish()
}

// awake gives the process that makes a call: the next one that does not sleep.
// Sleepers can be ended.
func (p *program) awake(a action) (int, bool) {
	n := len(p.pairs) - 1
	if a.Call == "exit" || a.Call == "kill" {
		return a.Who % n, true
	}
	for i := range n {
		if who := (a.Who + i) % n; !p.pairs[who].sleeping {
			return who, true
		}
	}
	return 0, false
}

// act makes a call.
func (p *program) act(who int, r sysvtest.Request) error {
	each := p.pairs[who]
	switch r.Call {
	case "exit", "kill":
		p.log = append(p.log, fmt.Sprintf("%d: %s", who, r.Call))
		p.before[who] = 0
		return p.end(who, r.Call == "kill")
	case "shmdt", "read", "write", "add", "size":
		recent := each.attached - p.before[who]
		if recent == 0 {
			return nil
		}
		r.Memory = each.attached - 1 - r.Memory%recent
	case "shmget", "semget", "msgget":
	default:
		list := p.ids[r.Call[:3]]
		if r.Call == "semop" {
			list = p.ids["sem"]
		}
		if r.ID >= 0 {
			r.ID = list[len(list)-1-r.ID%len(list)]
		}
	}
	if p.isOpen(r) {
		return nil
	}
	a, err := p.do(each, func() sysvtest.Request { return fresh(r) })
	p.log = append(p.log, fmt.Sprintf("%d: %v%s: %s", who, r, bufferText(r.Buf), text(a)))
	if err != nil || a.Errno != 0 {
		return err
	}
	switch r.Call {
	case "shmget", "semget", "msgget":
		if kind := r.Call[:3]; !slices.Contains(p.ids[kind], a.N) {
			p.ids[kind] = append(p.ids[kind], a.N)
		}
	case "shmat":
		each.attached++
	}
	return nil
}

// fresh is a request whose buffers are its own.
func fresh(r sysvtest.Request) sysvtest.Request {
	b := &r.Buf
	b.Shm, b.ShmLimits, b.ShmUsage = clone(b.Shm), clone(b.ShmLimits), clone(b.ShmUsage)
	b.Sem, b.SemLimits = clone(b.Sem), clone(b.SemLimits)
	b.Msg, b.MsgLimits = clone(b.Msg), clone(b.MsgLimits)
	return r
}

func clone[T any](p *T) *T {
	if p == nil {
		return nil
	}
	c := *p
	return &c
}

// isOpen tells whether Linux leaves the outcome of a call open.
func (p *program) isOpen(r sysvtest.Request) bool {
	sets := r.Call == "msgctl" && r.Cmd == sysv.IPC_SET
	if r.Call != "msgrcv" && !sets {
		return false
	}
	var ds sysv.MsqidDS
	p.ipc.Msgctl(p.janitor().model.caller, r.ID, sysv.IPC_STAT, &ds)
	room := int(ds.Qbytes) - int(ds.Cbytes) + longest
	if sets {
		room = math.MaxInt
	}
	senders, receivers := 0, 0
	for _, each := range p.pairs {
		switch {
		case !each.sleeping || each.request.ID != r.ID:
		case each.request.Call == "msgsnd" && len(each.request.Text) <= room:
			senders++
		case each.request.Call == "msgrcv":
			receivers++
		}
	}
	return senders > 1 || sets && receivers > 1
}

// finish looks at everything, removes it and detaches the segments.
func (p *program) finish() error {
	j := len(p.pairs) - 1
	for _, kind := range [...]string{"shm", "sem", "msg"} {
		for back := range p.ids[kind] {
			for _, r := range last(kind, back) {
				if err := p.act(j, r); err != nil {
					return err
				}
			}
		}
	}
	for _, kind := range [...]string{"shm", "sem", "msg"} {
		for back := range p.ids[kind] {
			if err := p.act(j, sysvtest.Request{Call: kind + "ctl", ID: back, Cmd: sysv.IPC_RMID}); err != nil {
				return err
			}
		}
	}
	for who, each := range p.pairs {
		for i := range each.attached - p.before[who] {
			if err := p.act(who, sysvtest.Request{Call: "shmdt", Memory: i}); err != nil {
				return err
			}
		}
	}
	if left := p.ipc.Left(); len(left) > 0 {
		return fmt.Errorf("%d objects are left", len(left))
	}
	return nil
}

// last is what is looked at in the end.
func last(kind string, back int) []sysvtest.Request {
	stat := sysvtest.Request{Call: kind + "ctl", ID: back, Cmd: sysv.IPC_STAT}
	switch kind {
	case "shm":
		stat.Buf.Shm = &sysv.ShmidDS{}
	case "msg":
		stat.Buf.Msg = &sysv.MsqidDS{}
	case "sem":
		stat.Buf.Sem = &sysv.SemidDS{}
		list := []sysvtest.Request{stat, {Call: "semctl", ID: back, Cmd: sysv.GETALL, Buf: sysvtest.Buffers{All: true}}}
		for num := range most {
			for _, cmd := range [...]int{sysv.GETPID, sysv.GETNCNT, sysv.GETZCNT} {
				list = append(list, sysvtest.Request{Call: "semctl", ID: back, Num: num, Cmd: cmd})
			}
		}
		return list
	}
	return []sysvtest.Request{stat}
}
