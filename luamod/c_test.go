package luamod

import (
	"context"
	"fmt"
	"testing"
	"time"

	lua "github.com/yuin/gopher-lua"

	"ipclua/sysv"
)

// failing checks the C layer's answer to an error.
const failing = `
local function failing(errno, value, message, code)
  same(value, nil); same(code, ipc[errno])
  if not message:find("(" .. errno .. ")", 1, true) then error(message, 2) end
end
`

func testC(t *testing.T, scripts map[string]string) {
	t.Helper()
	all := map[string]string{}
	for name, script := range scripts {
		all[name] = failing + script
	}
	testScripts(t, all)
}

func TestShm(t *testing.T) {
	testC(t, map[string]string{
		"a life": `
			local id = assert(ipc.shmget(ipc.IPC_PRIVATE, 5000, "IPC_CREAT | 0640"))
			local m = assert(ipc.shmat(id))
			local ds = assert(ipc.shmctl(id, "IPC_STAT"))
			same(ds.shm_segsz, 5000); same(ds.shm_nattch, 1); same(ds.shm_cpid, ipc.getpid()); same(ds.shm_lpid, ipc.getpid())
			same(ds.shm_perm.mode, 416); same(ds.shm_perm.key, 0); same(ds.id, nil); same(ds.shm_dtime, 0)
			same(ipc.shmctl(id, ipc.IPC_RMID), 0)
			same(ipc.shmdt(m), 0)
			failing("EINVAL", ipc.shmdt(m))
			failing("EINVAL", ipc.shmctl(id, "IPC_STAT"))`,
		"keys": `
			local id = assert(ipc.shmget(-2, 1, "IPC_CREAT | IPC_EXCL | 0600"))
			same(ipc.shmget(4294967294, 0), id)
			same(assert(ipc.shmctl(id, "IPC_STAT")).shm_perm.key, 4294967294)
			failing("EEXIST", ipc.shmget(-2, 1, ipc.bor(ipc.IPC_CREAT, ipc.IPC_EXCL, "0600")))
			same(select(2, ipc.shmget(0x6009, 1)), "shmget 0x00006009: no such file or directory (ENOENT)")
			ipc.shmctl(id, "IPC_RMID")`,
		"errors": `
			failing("ENOENT", ipc.shmget(0x6009, 1))
			failing("EINVAL", ipc.shmget(0, 0, "IPC_CREAT | 0600"))
			failing("EINVAL", ipc.shmat(12345))
			failing("EINVAL", ipc.shmat(-1))
			failing("EINVAL", ipc.shmctl(12345, "IPC_RMID"))
			local id = assert(ipc.shmget(0x6009, 10, "IPC_CREAT | 0600"))
			failing("EINVAL", ipc.shmget(0x6009, 11))
			failing("EINVAL", ipc.shmat(id, 1))
			failing("EINVAL", ipc.shmctl(id, 9999))
			ipc.shmctl(id, "IPC_RMID")`,
		"IPC_SET changes what is given": `
			local id = assert(ipc.shmget(0, 1, "0600"))
			local before = assert(ipc.shmctl(id, "IPC_STAT"))
			same(ipc.shmctl(id, "IPC_SET", {shm_perm = {mode = "0644"}}), 0)
			same(ipc.shmctl(id, "IPC_STAT").shm_perm.mode, 420)
			same(ipc.shmctl(id, "IPC_SET", {mode = 384}), 0)
			local ds = ipc.shmctl(id, "IPC_STAT")
			same(ds.shm_perm.mode, 384); same(ds.shm_perm.uid, before.shm_perm.uid)
			same(ipc.shmctl(id, "IPC_SET", ds), 0)
			failing("EINVAL", ipc.shmctl(12345, "IPC_SET", {mode = "0600"}))
			ipc.shmctl(id, "IPC_RMID")`,
		"a stat's mode is taken back whatever it is": `
			local id = assert(ipc.shmget(0, 1, "0711"))
			local m = assert(ipc.shmat(id))
			local ds = ipc.shmctl(id, "IPC_STAT")
			same(ipc.shmctl(id, "IPC_SET", ds), 0)
			ipc.shmctl(id, "IPC_RMID")
			ds = ipc.shmctl(id, "IPC_STAT")
			same(ds.shm_perm.mode, ipc.bor("0711", ipc.SHM_DEST))
			same(ipc.shmctl(id, "IPC_SET", ds), 0)
			ipc.shmdt(m)`,
		"by index": `
			local id = assert(ipc.shmget(0, 77, "0600"))
			local info, highest = assert(ipc.shmctl(0, "SHM_INFO"))
			assert(info.used_ids >= 1); same(type(info.shm_tot), "number")
			local found
			for i = 0, highest do
				local ds = ipc.shmctl(i, "SHM_STAT_ANY")
				if ds and ds.id == id then found = ds.shm_segsz; same(ipc.shmctl(i, "SHM_STAT").id, id) end
			end
			same(found, 77)
			local limits, h = assert(ipc.shmctl(0, "IPC_INFO"))
			same(h, highest); assert(limits.shmmni > 0 and limits.shmmin == 1)
			ipc.shmctl(id, "IPC_RMID")`,
		"shmdt of a segment of the object layer": `
			local s = ipc.segment{size = 1, temporary = true}
			same(ipc.shmdt(s), 0)
			same(s.attached, false)
			failing("EINVAL", ipc.shmdt(s))`,
		"read-only": `
			local id = assert(ipc.shmget(0, 1, "0600"))
			local m = assert(ipc.shmat(id, nil, "SHM_RDONLY"))
			same(ipc.shmdt(m), 0)
			local s = ipc.queue{temporary = true}
			refuses("memory expected, got ipc.queue", ipc.shmdt, s)
			ipc.shmctl(id, "IPC_RMID")`,
	})
}

func TestSem(t *testing.T) {
	testC(t, map[string]string{
		"values": `
			local id = assert(ipc.semget(0, 3, "IPC_CREAT | 0600"))
			same(ipc.semctl(id, 0, "SETALL", {1, 2, 3}), 0)
			same(ipc.semctl(id, 1, "SETVAL", 7), 0)
			same(table.concat(ipc.semctl(id, 0, ipc.GETALL), " "), "1 7 3")
			same(ipc.semctl(id, 1, "GETVAL"), 7)
			same(ipc.semctl(id, 1, "GETPID"), ipc.getpid())
			same(ipc.semctl(id, 1, "GETNCNT"), 0); same(ipc.semctl(id, 1, "GETZCNT"), 0)
			same(ipc.semop(id, {{0, -1}, {sem_num = 1, sem_op = 1}, {2, -3, "SEM_UNDO"}}), 0)
			same(ipc.semop(id, {2, 5}), 0)
			same(ipc.semop(id, {sem_num = 2, sem_op = 1, sem_flg = "IPC_NOWAIT"}), 0)
			same(ipc.semop(id, {{0, 0}}), 0)
			same(table.concat(ipc.semctl(id, 0, "GETALL"), " "), "0 8 6")
			local ds = assert(ipc.semctl(id, 0, "IPC_STAT"))
			same(ds.sem_nsems, 3); assert(ds.sem_otime > 0); same(ds.sem_perm.mode, 384); same(ds.id, nil)
			same(ipc.semctl(id, 0, "IPC_SET", {sem_perm = {mode = "0640"}}), 0)
			same(ipc.semctl(id, 0, "IPC_STAT").sem_perm.mode, 416)
			same(ipc.semctl(id, 0, "IPC_RMID"), 0)
			failing("EINVAL", ipc.semctl(id, 0, "GETVAL"))`,
		"errors": `
			failing("ENOENT", ipc.semget(0x6009, 1))
			failing("EINVAL", ipc.semget(0, 0, "IPC_CREAT | 0600"))
			failing("EINVAL", ipc.semget(0, -1, "0600"))
			failing("EINVAL", ipc.semop(12345, {{0, 1}}))
			local id = assert(ipc.semget(0x6009, 2, "IPC_CREAT | 0600"))
			failing("EEXIST", ipc.semget(0x6009, 2, "IPC_CREAT | IPC_EXCL | 0600"))
			failing("EINVAL", ipc.semget(0x6009, 3))
			failing("EINVAL", ipc.semop(id, {}))
			failing("EFBIG", ipc.semop(id, {{2, 1}}))
			failing("EFBIG", ipc.semop(id, {{65535, 1}}))
			failing("EAGAIN", ipc.semop(id, {{0, -1, "IPC_NOWAIT"}}))
			failing("EAGAIN", ipc.semtimedop(id, {{0, -1}}, 0))
			failing("EAGAIN", ipc.semtimedop(id, {0, -1}, 0.001))
			same(ipc.semtimedop(id, {0, 1}), 0)
			failing("ERANGE", ipc.semop(id, {{0, 32767}}))
			failing("ERANGE", ipc.semctl(id, 0, "SETVAL", 32768))
			failing("ERANGE", ipc.semctl(id, 0, "SETVAL", -1))
			failing("ERANGE", ipc.semctl(id, 0, "SETALL", {1, 40000}))
			failing("EINVAL", ipc.semctl(id, 0, "SETALL", {1}))
			failing("EINVAL", ipc.semctl(id, 2, "GETVAL"))
			failing("EINVAL", ipc.semctl(id, 0, 9999))
			local many = {}
			for i = 1, assert(ipc.semctl(0, 0, "IPC_INFO")).semopm + 1 do many[i] = {0, 0} end
			failing("E2BIG", ipc.semop(id, many))
			same(ipc.semctl(id, 0, "GETVAL"), 1)
			ipc.semctl(id, 0, "IPC_RMID")`,
		"by index": `
			local id = assert(ipc.semget(0, 5, "0600"))
			local info, highest = assert(ipc.semctl(0, 0, "SEM_INFO"))
			assert(info.semusz >= 1 and info.semaem >= 5)
			local found
			for i = 0, highest do
				local ds = ipc.semctl(i, 0, "SEM_STAT_ANY")
				if ds and ds.id == id then found = ds.sem_nsems; same(ipc.semctl(i, 0, "SEM_STAT").id, id) end
			end
			same(found, 5)
			same(ipc.semctl(0, 0, "IPC_INFO").semvmx, 32767)
			ipc.semctl(id, 0, "IPC_RMID")`,
	})
}

func TestMsg(t *testing.T) {
	testC(t, map[string]string{
		"a life": `
			local id = assert(ipc.msgget(0, "IPC_CREAT | 0600"))
			same(ipc.msgsnd(id, 3, "three\0bytes"), 0)
			same(ipc.msgsnd(id, 1, ""), 0)
			same(ipc.msgsnd(id, 2, "two"), 0)
			local ds = assert(ipc.msgctl(id, "IPC_STAT"))
			same(ds.msg_qnum, 3); same(ds.msg_cbytes, 14); same(ds.msg_lspid, ipc.getpid()); same(ds.msg_lrpid, 0)
			local mtype, text = assert(ipc.msgrcv(id, 100, 2))
			same(mtype, 2); same(text, "two")
			mtype, text = assert(ipc.msgrcv(id, 100, -3))
			same(mtype, 1); same(text, "")
			failing("ENOMSG", ipc.msgrcv(id, 100, 3, "IPC_NOWAIT | MSG_EXCEPT"))
			failing("E2BIG", ipc.msgrcv(id, 5))
			mtype, text = assert(ipc.msgrcv(id, 5, 0, ipc.MSG_NOERROR))
			same(mtype, 3); same(text, "three")
			failing("ENOMSG", ipc.msgrcv(id, 2^53, 0, "IPC_NOWAIT"))
			same(ipc.msgctl(id, "IPC_RMID"), 0)
			failing("EINVAL", ipc.msgctl(id, "IPC_RMID"))`,
		"errors": `
			failing("ENOENT", ipc.msgget(0x6009))
			local id = assert(ipc.msgget(0x6009, "IPC_CREAT | 0600"))
			failing("EEXIST", ipc.msgget(0x6009, "IPC_CREAT | IPC_EXCL | 0600"))
			failing("EINVAL", ipc.msgsnd(id, 0, "x"))
			failing("EINVAL", ipc.msgsnd(id, 1, ("x"):rep(assert(ipc.msgctl(0, "IPC_INFO")).msgmax + 1)))
			failing("EINVAL", ipc.msgsnd(12345, 1, "x"))
			same(ipc.msgctl(id, "IPC_SET", {msg_qbytes = 4}), 0)
			same(ipc.msgctl(id, "IPC_STAT").msg_qbytes, 4)
			same(ipc.msgctl(id, "IPC_STAT").msg_perm.mode, 384)
			same(ipc.msgsnd(id, 1, "four"), 0)
			failing("EAGAIN", ipc.msgsnd(id, 1, "more", "IPC_NOWAIT"))
			failing("EINVAL", ipc.msgctl(id, 9999))
			ipc.msgctl(id, "IPC_RMID")`,
		"by index": `
			local id = assert(ipc.msgget(0, "0600"))
			ipc.msgsnd(id, 1, "x")
			local info, highest = assert(ipc.msgctl(0, "MSG_INFO"))
			assert(info.msgpool >= 1 and info.msgmap >= 1)
			local found
			for i = 0, highest do
				local ds = ipc.msgctl(i, "MSG_STAT_ANY")
				if ds and ds.id == id then found = ds.msg_qnum; same(ipc.msgctl(i, "MSG_STAT").id, id) end
			end
			same(found, 1)
			ipc.msgctl(id, "IPC_RMID")`,
	})
}

func TestFtok(t *testing.T) {
	path := t.TempDir()
	want, err := sysv.Ftok(path, 'A')
	if err != nil {
		t.Fatal(err)
	}
	L, _ := newState(t, newWorld(t))
	L.SetGlobal("path", lua.LString(path))
	L.SetGlobal("want", keyNumber(want))
	run(t, L, failing+`
		same(ipc.ftok(path, "A"), want)
		same(ipc.ftok(path, 65), want)
		same(ipc.ftok(path, 256 + 65), want)
		failing("ENOENT", ipc.ftok(path .. "/no", 1))
		refuses("must not be zero", ipc.ftok, path, 256)
		refuses("one character expected, got 2", ipc.ftok, path, "AB")`)
}

func TestSemopRemoved(t *testing.T) {
	w := newWorld(t)
	L, _ := newState(t, w)
	id, err := w.Kernel.Semget(sysv.IPC_PRIVATE, 1, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	go func() {
		awaitWaiter(w.Kernel, id)
		w.Kernel.Semctl(id, 0, sysv.IPC_RMID, nil)
	}()
	run(t, L, failing+fmt.Sprintf(`failing("EIDRM", ipc.semop(%d, {{0, -1}}))`, id))
}

func TestInterrupted(t *testing.T) {
	for _, call := range []string{
		`ipc.semop(id, {{0, -1}})`,
		`ipc.semtimedop(id, {{0, -1}}, 60)`,
	} {
		t.Run(call, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			w := newWorld(t)
			w.Context = func() context.Context { return ctx }
			L, _ := newState(t, w)
			id, err := w.Kernel.Semget(sysv.IPC_PRIVATE, 1, 0o600)
			if err != nil {
				t.Fatal(err)
			}
			defer w.Kernel.Semctl(id, 0, sysv.IPC_RMID, nil)
			L.SetGlobal("id", lua.LNumber(id))
			go func() {
				awaitWaiter(w.Kernel, id)
				cancel()
			}()
			checkRaises(t, L, call, "test:1: interrupted!")
		})
	}
}

func TestInterruptedBefore(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	w := newWorld(t)
	w.Context = func() context.Context { return ctx }
	L, _ := newState(t, w)
	run(t, L, `q = ipc.queue{temporary = true}
		q:set{qbytes = 1}
		same(q:send(1, "x"), true)`) // what need not wait is done all the same
	for _, call := range []string{
		`ipc.msgrcv(q.id, 10, 2)`,
		`ipc.msgsnd(q.id, 1, "x")`,
		`q:receive(2)`,
		`q:send(1, "x")`,
		`ipc.sleep(60)`,
	} {
		t.Run(call, func(t *testing.T) { checkRaises(t, L, call, "test:1: interrupted!") })
	}
}

// awaitWaiter returns once somebody waits for semaphore 0 of a set to rise.
func awaitWaiter(k sysv.Kernel, id int) {
	for {
		if n, err := k.Semctl(id, 0, sysv.GETNCNT, nil); err != nil || n > 0 {
			return
		}
		time.Sleep(time.Millisecond)
	}
}

func TestReceiveGrows(t *testing.T) {
	const long = 100_000
	w := newWorld(t)
	k := &longMessages{Kernel: w.Kernel, length: long}
	w.Kernel = k
	L, _ := newState(t, w)
	run(t, L, failing+`
		q = ipc.queue{temporary = true}
		same(#q:receive(), 100000)
		same(#q:receive(0, {timeout = 60}), 100000)
		same(#select(2, ipc.msgrcv(q.id, 2^53)), 100000)
		failing("E2BIG", ipc.msgrcv(q.id, 99999))
		same(#select(2, ipc.msgrcv(q.id, 99999, 0, "MSG_NOERROR")), 99999)
		fails("E2BIG", "msgrcv", q.receive, q, 0, {size = 99999})
		same(#q:receive(0, {size = 99999, noerror = true}), 99999)`)
	if k.most > 4*long {
		t.Errorf("room for %d bytes was made, for a message of %d", k.most, long)
	}
}

// longMessages is a Kernel where a message of some length is always there.
type longMessages struct {
	sysv.Kernel
	length, most int
}

func (k *longMessages) Msgrcv(_ context.Context, id int, buf []byte, mtype int64, flags int, _ time.Duration) (int, int64, error) {
	k.most = max(k.most, len(buf))
	if len(buf) < k.length && flags&sysv.MSG_NOERROR == 0 {
		return 0, 0, &sysv.Error{Op: "msgrcv", Object: id, Errno: sysv.E2BIG}
	}
	return min(len(buf), k.length), 1, nil
}

// A set whose owner may not read it can still be changed.
func TestSetWithoutRead(t *testing.T) {
	w := newWorld(t)
	w.Kernel = noStat{w.Kernel}
	L, _ := newState(t, w)
	run(t, L, `
		local id = assert(ipc.semget(0, 1, "0200"))
		same(ipc.semctl(id, 0, "IPC_STAT"), nil)
		same(ipc.semctl(id, 0, "IPC_SET", {mode = "0600"}), 0)
		for _, o in ipairs(ipc.list("semaphore")) do
			if o.id == id then same(o.mode, 384) end
		end
		ipc.semctl(id, 0, "IPC_RMID")`)
}

// noStat is a Kernel where nobody may read.
type noStat struct{ sysv.Kernel }

func (k noStat) Semctl(id, num, cmd int, arg any) (int, error) {
	if cmd == sysv.IPC_STAT {
		return 0, &sysv.Error{Op: "semctl", Object: id, Errno: sysv.EACCES}
	}
	return k.Kernel.Semctl(id, num, cmd, arg)
}
