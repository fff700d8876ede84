package sim_test

import (
	"flag"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

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
		actions := rapid.SliceOfN(rapid.Custom(drawAction), 5, 40).Draw(t, "actions")
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

// first says with which objects a program begins.
type first struct {
	Mode   int
	Values []uint16
	Qbytes uint64
	Size   int
}

// action is a call. ID says which object: 0 the one made last, -1 none; Memory
// likewise. The calls "exit" and "kill" end the process.
type action struct {
	Who int
	sysvtest.Request
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

// What programs are made of.
const (
	most    = 3  // semaphores of a set
	longest = 20 // bytes of a message that can be sent
)

var (
	modes = []int{0o666, 0o666, 0o666, 0o600, 0o644, 0o660, 0o622, 0o060, 0}
	keys  = []sysv.Key{sysv.IPC_PRIVATE, 0x6001, 0x6002}
	calls = []string{
		"semop", "semop", "semop", "semop", "semop", "semop", "semop", "semop",
		"semctl", "semctl", "semctl", "semctl",
		"msgsnd", "msgsnd", "msgsnd", "msgsnd",
		"msgrcv", "msgrcv", "msgrcv", "msgrcv",
		"msgctl", "msgctl",
		"shmat", "shmat", "shmdt", "shmctl", "shmctl", "read", "write", "add", "size",
		"semget", "msgget", "shmget",
		"exit", "kill",
	}
)

// of draws one of a list.
func of[T any](t *rapid.T, what string, list ...T) T { return rapid.SampledFrom(list).Draw(t, what) }

func drawFirst(t *rapid.T) first {
	return first{
		Mode:   of(t, "mode", 0o666, 0o666, 0o666, 0o644, 0o600),
		Values: rapid.SliceOfN(rapid.Uint16Range(0, 2), most, most).Draw(t, "values"),
		Qbytes: rapid.Uint64Range(1, 40).Draw(t, "qbytes"),
		Size:   of(t, "size", 1, 100, 4096, 10000),
	}
}

func drawAction(t *rapid.T) action {
	r := sysvtest.Request{Call: of(t, "call", calls...)}
	if r.Call[3:] != "get" {
		r.ID = of(t, "id", 0, 0, 0, 0, 0, 0, 1, 1, 2, -1)
	}
	switch r.Call {
	case "semop":
		drawOps(t, &r)
	case "semctl":
		drawSemctl(t, &r)
	case "msgsnd":
		r.Type = of[int64](t, "type", 1, 1, 2, 3, 4, math.MaxInt64, 0, -1)
		letter := rapid.ByteRange('a', 'z').Draw(t, "text")
		r.Text = slices.Repeat([]byte{letter}, of(t, "length", 0, 1, 5, 5, 10, longest, 8193))
		r.Flags = of(t, "flags", 0, 0, 0, sysv.IPC_NOWAIT)
	case "msgrcv":
		r.Type = of[int64](t, "type", 0, 0, 1, 2, 3, -1, -2, -3, math.MinInt64, math.MaxInt64)
		r.Size = of(t, "room", 0, 4, 5, 10, longest, 8192)
		r.Flags = of(t, "flags", 0, 0, 0, 0, sysv.IPC_NOWAIT, sysv.MSG_NOERROR, sysv.MSG_NOERROR, sysv.MSG_EXCEPT,
			sysv.MSG_EXCEPT|sysv.MSG_NOERROR, sysv.MSG_COPY|sysv.IPC_NOWAIT, sysv.MSG_COPY|sysv.IPC_NOWAIT|sysv.MSG_NOERROR,
			sysv.MSG_COPY, sysv.MSG_COPY|sysv.IPC_NOWAIT|sysv.MSG_EXCEPT)
	case "msgctl":
		drawMsgctl(t, &r)
	case "shmctl":
		drawShmctl(t, &r)
	case "shmat":
		r.Addr = of[uintptr](t, "address", 0, 0, 0, 0, 1, 4096+1)
		r.Flags = of(t, "flags", 0, 0, sysv.SHM_RDONLY, sysv.SHM_RND, sysv.SHM_EXEC, sysv.SHM_REMAP)
		if r.Addr != 0 {
			r.Flags &^= sysv.SHM_RND
		}
	case "shmdt", "read", "write", "add", "size":
		r.Memory = rapid.IntRange(0, 3).Draw(t, "memory")
		r.Offset = of(t, "offset", 0, 0, 8, 3, 96, 9992, -8)
		r.Size = of(t, "size", 1, 8, 100, 0)
		r.Text = []byte(of(t, "text", "", "x", "words"))
	case "shmget", "semget", "msgget":
		r.Key = of(t, "key", keys...)
		r.Flags = of(t, "mode", modes...) | of(t, "flags", sysv.IPC_CREAT, sysv.IPC_CREAT, sysv.IPC_CREAT|sysv.IPC_EXCL, sysv.IPC_EXCL, 0)
		switch r.Call {
		case "shmget":
			r.Size = of(t, "size", 0, 1, 100, 4096, 4097, 10000, 1<<46, -1)
		case "semget":
			r.Size = of(t, "size", most, most, most, 1, 2, 0, -1, 32001)
		}
	}
	return action{Who: rapid.IntRange(0, len(users)-2).Draw(t, "who"), Request: r}
}

func drawOps(t *rapid.T, r *sysvtest.Request) {
	for range of(t, "operations", 1, 1, 1, 2, 2, 3, 4, 0) {
		r.Ops = append(r.Ops, sysv.SemOp{
			Num: of[uint16](t, "num", 0, 0, 0, 0, 1, 1, 1, 2, 2, most),
			Op:  of[int16](t, "op", -1, -1, -1, -1, 0, 0, 0, 1, 1, 1, -2, 2, -3, 3, math.MaxInt16, math.MinInt16),
			Flg: of[int16](t, "flg", 0, 0, 0, 0, sysv.SEM_UNDO, sysv.SEM_UNDO, sysv.IPC_NOWAIT, sysv.IPC_NOWAIT|sysv.SEM_UNDO),
		})
	}
	if rapid.IntRange(0, 9).Draw(t, "timed") == 9 {
		r.Timeout = new(time.Duration)
	}
}

func drawPerm(t *rapid.T) sysv.Perm {
	u := of(t, "owner", users[:]...)
	uid := uint32(u.UID)
	if rapid.IntRange(0, 19).Draw(t, "nobody") == 19 {
		uid = math.MaxUint32
	}
	return sysv.Perm{UID: uid, GID: uint32(u.GID), Mode: uint32(of(t, "mode", modes...))}
}

func drawSemctl(t *rapid.T, r *sysvtest.Request) {
	r.Num = of(t, "num", 0, 0, 1, 2, -1, most)
	r.Cmd = of(t, "cmd", sysv.SETVAL, sysv.SETVAL, sysv.SETVAL, sysv.SETALL, sysv.SETALL, sysv.GETALL, sysv.GETVAL, sysv.GETPID,
		sysv.GETNCNT, sysv.GETZCNT, sysv.IPC_STAT, sysv.IPC_SET, sysv.IPC_RMID, sysv.SEM_STAT, sysv.SEM_STAT_ANY,
		sysv.IPC_INFO, sysv.SEM_INFO, 99)
	switch r.Cmd {
	case sysv.SETVAL:
		r.Buf.Val = new(of(t, "value", 0, 0, 1, 2, 3, 32767, 32768, -1))
	case sysv.SETALL:
		r.Buf.Values = []uint16{of[uint16](t, "value", 0, 1, 2), of[uint16](t, "value", 0, 1, 2, 32768), of[uint16](t, "value", 0, 1, 2)}
	case sysv.GETALL:
		r.Buf.All = true
	case sysv.IPC_STAT, sysv.SEM_STAT, sysv.SEM_STAT_ANY:
		r.Buf.Sem = &sysv.SemidDS{}
	case sysv.IPC_SET:
		r.Buf.Sem = &sysv.SemidDS{Perm: drawPerm(t)}
	case sysv.IPC_INFO, sysv.SEM_INFO:
		r.Buf.SemLimits = &sysv.SemLimits{}
	}
}

func drawMsgctl(t *rapid.T, r *sysvtest.Request) {
	r.Cmd = of(t, "cmd", sysv.IPC_STAT, sysv.IPC_SET, sysv.IPC_SET, sysv.IPC_RMID, sysv.MSG_STAT, sysv.MSG_STAT_ANY,
		sysv.IPC_INFO, sysv.MSG_INFO, 99)
	switch r.Cmd {
	case sysv.IPC_STAT, sysv.MSG_STAT, sysv.MSG_STAT_ANY:
		r.Buf.Msg = &sysv.MsqidDS{}
	case sysv.IPC_SET:
		r.Buf.Msg = &sysv.MsqidDS{Perm: drawPerm(t), Qbytes: of[uint64](t, "qbytes", 0, 1, 10, 20, 40, 16384)}
	case sysv.IPC_INFO, sysv.MSG_INFO:
		r.Buf.MsgLimits = &sysv.MsgLimits{}
	}
}

func drawShmctl(t *rapid.T, r *sysvtest.Request) {
	r.Cmd = of(t, "cmd", sysv.IPC_STAT, sysv.IPC_STAT, sysv.IPC_SET, sysv.IPC_RMID, sysv.SHM_STAT, sysv.SHM_STAT_ANY,
		sysv.IPC_INFO, sysv.SHM_INFO, sysv.SHM_LOCK, sysv.SHM_UNLOCK, 99)
	switch r.Cmd {
	case sysv.IPC_STAT, sysv.SHM_STAT, sysv.SHM_STAT_ANY:
		r.Buf.Shm = &sysv.ShmidDS{}
	case sysv.IPC_SET:
		r.Buf.Shm = &sysv.ShmidDS{Perm: drawPerm(t)}
	case sysv.IPC_INFO:
		r.Buf.ShmLimits = &sysv.ShmLimits{}
	case sysv.SHM_INFO:
		r.Buf.ShmUsage = &sysv.ShmUsage{}
	}
}
