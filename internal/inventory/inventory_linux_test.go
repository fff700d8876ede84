//go:build amd64 || arm64

package inventory_test

import (
	"errors"
	"os"
	"reflect"
	"runtime"
	"testing"

	"ipclua/internal/inventory"
	"ipclua/sysv"
	"ipclua/sysv/sysvtest"
)

// other is another process, which makes calls that succeed.
type other struct {
	sysvtest.Process
	t testing.TB
}

func start(t testing.TB, user sysvtest.User) other {
	t.Helper()
	sysvtest.Need(t)
	return other{sysvtest.Host{}.Start(t, user), t}
}

func (p other) do(r sysvtest.Request) int {
	p.t.Helper()
	answer := p.Do(r)
	if answer.Errno != 0 {
		p.t.Fatalf("%s: %v", r.Call, answer.Errno)
	}
	return answer.N
}

// create makes an object that is removed at the end of the test, by whoever runs it.
func (p other) create(r sysvtest.Request) int {
	p.t.Helper()
	id := p.do(r)
	remove(p.t, map[string]sysv.Kind{"shmget": sysv.Segment, "semget": sysv.Semaphore, "msgget": sysv.Queue}[r.Call], id)
	return id
}

// remove removes an object at the end of the test.
func remove(t testing.TB, kind sysv.Kind, id int) {
	t.Cleanup(func() {
		k := sysv.NewHost()
		switch kind {
		case sysv.Segment:
			k.Shmctl(id, sysv.IPC_RMID, nil)
		case sysv.Semaphore:
			k.Semctl(id, 0, sysv.IPC_RMID, nil)
		case sysv.Queue:
			k.Msgctl(id, sysv.IPC_RMID, nil)
		}
	})
}

func take(t testing.TB) *inventory.Inventory {
	t.Helper()
	i, err := inventory.Take(sysv.NewHost(), inventory.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return i
}

func find(t testing.TB, kind sysv.Kind, id int) *inventory.Object {
	t.Helper()
	o, ok := take(t).Find(kind, id)
	if !ok {
		t.Fatalf("no %s %d", kind, id)
	}
	return o
}

func TestSegment(t *testing.T) {
	p, q := start(t, sysvtest.User{}), start(t, sysvtest.User{})
	id := p.create(sysvtest.Request{Call: "shmget", Key: 0x6009, Size: 5000, Flags: sysv.IPC_CREAT | 0o640})
	o := find(t, sysv.Segment, id)
	if o.Key() != 0x6009 || o.Shm.Segsz != 5000 || o.Mode() != "rw-r-----" || o.Octal() != "0640" || !inventory.Belongs(o.Object, os.Getuid()) || inventory.Belongs(o.Object, 12345) {
		t.Error(o)
	}
	if o.Cpid.PID != p.Pid() || o.Cpid.Life != inventory.Running || o.Cpid.Name == "" || o.Lpid.Life != inventory.Never || len(o.Attached) != 0 || o.Orphan() {
		t.Error(o)
	}

	p.do(sysvtest.Request{Call: "shmat", ID: id})
	q.do(sysvtest.Request{Call: "shmat", ID: id, Flags: sysv.SHM_RDONLY})
	q.do(sysvtest.Request{Call: "shmat", ID: id, Flags: sysv.SHM_RDONLY})
	o = find(t, sysv.Segment, id)
	want := []sysv.Process{
		{PID: p.Pid(), Name: o.Cpid.Name, Count: 1},
		{PID: q.Pid(), Name: o.Cpid.Name, Count: 2, ReadOnly: true},
	}
	if p.Pid() > q.Pid() {
		want[0], want[1] = want[1], want[0]
	}
	if !reflect.DeepEqual(o.Attached, want) || o.Hidden != 0 || o.AttachedErr != nil || o.Lpid.PID != q.Pid() {
		t.Error(o)
	}

	p.Exit()
	o = find(t, sysv.Segment, id)
	if o.Cpid.Life != inventory.Ended || o.Cpid.Name != "" || len(o.Attached) != 1 || o.Orphan() {
		t.Error(o)
	}
	q.do(sysvtest.Request{Call: "shmctl", ID: id, Cmd: sysv.IPC_RMID})
	o = find(t, sysv.Segment, id)
	if !o.Removed() || o.Key() != sysv.IPC_PRIVATE || o.Locked() {
		t.Error(o)
	}
	q.Kill()
	if _, ok := take(t).Find(sysv.Segment, id); ok {
		t.Error("it should have gone with the last process")
	}
}

func TestSegmentOfTheDead(t *testing.T) {
	p := start(t, sysvtest.User{})
	id := p.create(sysvtest.Request{Call: "shmget", Size: 1, Flags: 0o600})
	p.Exit()
	if o := find(t, sysv.Segment, id); !o.Orphan() {
		t.Error(o)
	}
}

func TestSet(t *testing.T) {
	p, q := start(t, sysvtest.User{}), start(t, sysvtest.User{})
	id := p.create(sysvtest.Request{Call: "semget", Size: 3, Flags: 0o600})
	o := find(t, sysv.Semaphore, id)
	if !reflect.DeepEqual(o.Sems, make([]inventory.Sem, 3)) || o.Orphan() {
		t.Error(o)
	}
	p.do(sysvtest.Request{Call: "semop", ID: id, Ops: []sysv.SemOp{{Num: 1, Op: 5}}})
	by := inventory.User{PID: p.Pid(), Name: find(t, sysv.Semaphore, id).Sems[1].Pid.Name, Life: inventory.Running}
	waits := sysvtest.Request{Call: "semop", ID: id, Ops: []sysv.SemOp{{Num: 1, Op: -2, Flg: sysv.SEM_UNDO}, {Num: 2, Op: -1}}}
	done := make(chan sysvtest.Response, 1)
	go func() { done <- q.Do(waits) }()
	for ncnt := 0; ncnt == 0; runtime.Gosched() {
		o = find(t, sysv.Semaphore, id)
		ncnt, _ = o.Waits()
	}
	if want := []inventory.Sem{{}, {Value: 5, Pid: by}, {Ncnt: 1}}; !reflect.DeepEqual(o.Sems, want) || by.Name == "" {
		t.Errorf("%+v, want %+v", o.Sems, want)
	}
	if o = find(t, sysv.Semaphore, id); o.WaitingErr == nil && len(o.Waiting) == 1 {
		if want := (sysv.Waiter{PID: q.Pid(), Name: by.Name, Call: "semop", Ops: waits.Ops}); !reflect.DeepEqual(o.Waiting[0], want) {
			t.Errorf("%+v, want %+v", o.Waiting[0], want)
		}
	} else {
		t.Errorf("%+v %v", o.Waiting, o.WaitingErr)
	}
	p.Exit()
	if o = find(t, sysv.Semaphore, id); o.Orphan() || o.Sems[1].Pid.Life != inventory.Ended {
		t.Error(o)
	}
	q.Kill()
	<-done
	if o = find(t, sysv.Semaphore, id); !o.Orphan() {
		t.Error(o)
	}
}

func TestQueue(t *testing.T) {
	p, q := start(t, sysvtest.User{}), start(t, sysvtest.User{})
	id := p.create(sysvtest.Request{Call: "msgget", Flags: 0o600})
	if o := find(t, sysv.Queue, id); o.Lspid.Life != inventory.Never || o.Lrpid.Life != inventory.Never || o.Orphan() {
		t.Error(o)
	}
	p.do(sysvtest.Request{Call: "msgsnd", ID: id, Type: 1, Text: []byte("text")})
	o := find(t, sysv.Queue, id)
	if o.Lspid.PID != p.Pid() || o.Lspid.Life != inventory.Running || o.Msg.Qnum != 1 {
		t.Error(o)
	}
	p.Exit()
	done := make(chan sysvtest.Response, 1)
	go func() { done <- q.Do(sysvtest.Request{Call: "msgrcv", ID: id, Type: -1 + 8, Size: 100}) }()
	for len(o.Waiting) == 0 {
		o = find(t, sysv.Queue, id)
	}
	if want := []sysv.Waiter{{PID: q.Pid(), Name: o.Waiting[0].Name, Call: "msgrcv", Type: 7}}; !reflect.DeepEqual(o.Waiting, want) || o.Orphan() {
		t.Errorf("%+v, want %+v", o.Waiting, want)
	}
	q.Kill()
	<-done
	if o = find(t, sysv.Queue, id); !o.Orphan() {
		t.Error(o)
	}
}

// What another user may not know is said.
func TestNotPermitted(t *testing.T) {
	k := sysv.NewHost()
	p := start(t, sysvtest.User{})
	id := p.create(sysvtest.Request{Call: "semget", Size: 3, Flags: 0o600})
	denied := deniedKernel{k}
	i, err := inventory.Take(denied, inventory.Options{Kinds: []sysv.Kind{sysv.Semaphore}})
	if err != nil {
		t.Fatal(err)
	}
	o, ok := i.Find(sysv.Semaphore, id)
	if !ok || o.Sems != nil || !errors.Is(o.SemsErr, sysv.EACCES) || o.Sem.Nsems != 3 || o.Orphan() {
		t.Error(o, ok)
	}
}

// deniedKernel lets nobody read semaphores.
type deniedKernel struct{ sysv.Kernel }

func (k deniedKernel) Semctl(id, num, cmd int, arg any) (int, error) {
	if cmd == sysv.GETALL {
		return 0, &sysv.Error{Op: "semctl", Object: id, Errno: sysv.EACCES}
	}
	return k.Kernel.Semctl(id, num, cmd, arg)
}

// A process that started after what is said of it is another one, unless the
// clock was another one.
func TestReusedPid(t *testing.T) {
	p := start(t, sysvtest.User{})
	id := p.create(sysvtest.Request{Call: "shmget", Size: 1, Flags: 0o600})
	name := find(t, sysv.Segment, id).Cpid.Name
	booted := sysv.Booted().Unix()
	if sysv.LifeOf(p.Pid()).Start.Unix() < booted+10 {
		t.Skip("the machine was booted only now")
	}
	for ctime, want := range map[int64]inventory.User{
		booted + 1:    {PID: p.Pid(), Life: inventory.Ended},
		booted - 3600: {PID: p.Pid(), Name: name, Life: inventory.Running},
	} {
		i, err := inventory.Take(oldKernel{sysv.NewHost(), ctime}, inventory.Options{})
		if err != nil {
			t.Fatal(err)
		}
		o, _ := i.Find(sysv.Segment, id)
		if o == nil || o.Cpid != want || o.Orphan() != (want.Life == inventory.Ended) {
			t.Error(o)
		}
	}
}

// oldKernel has made its segments at some other time.
type oldKernel struct {
	sysv.Kernel
	ctime int64
}

func (k oldKernel) Shmctl(id, cmd int, buf any) (int, error) {
	n, err := k.Kernel.Shmctl(id, cmd, buf)
	if ds, ok := buf.(*sysv.ShmidDS); ok {
		ds.Ctime = k.ctime
	}
	return n, err
}

func TestOptions(t *testing.T) {
	p := start(t, sysvtest.User{})
	var ids []int
	for range 3 {
		ids = append(ids, p.create(sysvtest.Request{Call: "shmget", Size: 1, Flags: 0o600}))
	}
	p.create(sysvtest.Request{Call: "msgget", Flags: 0o600})
	i, err := inventory.Take(sysv.NewHost(), inventory.Options{
		Kinds:  []sysv.Kind{sysv.Segment},
		Wanted: func(o sysv.Object) bool { return o.ID != ids[1] },
	})
	if err != nil || len(i.Objects) != 2 || i.Objects[0].ID != min(ids[0], ids[2]) || i.Objects[1].ID != max(ids[0], ids[2]) {
		t.Error(i, err)
	}
}

// A thousand objects, half of them attached, and some to wait on.
func BenchmarkTake(b *testing.B) {
	sysvtest.Need(b)
	k := sysv.NewHost()
	for n := range 1000 {
		var id int
		var err error
		kind := sysv.Kinds()[n%3]
		switch kind {
		case sysv.Segment:
			if id, err = k.Shmget(sysv.IPC_PRIVATE, 4096, 0o600); err == nil && n%2 == 0 {
				var m *sysv.Memory
				if m, err = k.Shmat(id, 0, 0); err == nil {
					b.Cleanup(func() { k.Shmdt(m) })
				}
			}
		case sysv.Semaphore:
			id, err = k.Semget(sysv.IPC_PRIVATE, 4, 0o600)
		case sysv.Queue:
			id, err = k.Msgget(sysv.IPC_PRIVATE, 0o600)
		}
		if err != nil {
			b.Fatal(err)
		}
		remove(b, kind, id)
	}
	accounts := new(inventory.Accounts)
	for b.Loop() {
		i, err := inventory.Take(k, inventory.Options{Accounts: accounts})
		if err != nil || len(i.Objects) != 1000 {
			b.Fatal(len(i.Objects), err)
		}
	}
}
