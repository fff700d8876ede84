package luamod

import (
	"context"
	"os"
	"testing"
	"time"
)

func TestLook(t *testing.T) {
	testScripts(t, map[string]string{
		"list": `
			same(#ipc.list(), 0)
			local s, v, q = ipc.segment{key = 1, size = 9, temporary = true}, ipc.semaphore{key = 2, values = {1, 2}, temporary = true}, ipc.queue{key = 3, temporary = true}
			local all = ipc.list()
			same(#all, 3)
			same(all[1].kind, "segment"); same(all[1].id, s.id); same(all[1].key, 1); same(all[1].size, 9); same(all[1].nattch, 1)
			same(all[2].kind, "semaphore"); same(all[2].id, v.id); same(all[2].count, 2)
			same(all[3].kind, "queue"); same(all[3].id, q.id); same(all[3].qnum, 0)
			for kind, o in pairs{segment = s, semaphore = v, queue = q} do
				same(#ipc.list(kind), 1)
				for name, value in pairs(o:stat()) do same(ipc.list(kind)[1][name], value) end
			end
			refuses("bad argument #1 to 'list' ('queues' is no kind; the kinds are", ipc.list, "queues")
			refuses("bad argument #1 to 'list' (string expected, got table)", ipc.list, {})`,
		"limits": `
			local l = ipc.limits()
			for _, name in ipairs{"shmmax", "shmmin", "shmmni", "shmall", "used_ids", "shm_tot", "shm_rss", "semmni", "semmns", "semmsl", "semopm", "semvmx", "msgmax", "msgmnb", "msgmni"} do
				same(type(l[name]), "number")
			end
			same(l.semvmx, 32767); same(l.semopm, assert(ipc.semctl(0, 0, "IPC_INFO")).semopm)`,
		"names": `
			same(ipc.EEXIST, 17); same(ipc.errname(17), "EEXIST"); same(ipc.strerror(17), "file exists")
			same(ipc.errname(99999), nil); same(ipc.errname(0), nil); same(ipc.errname(-1), nil)
			same(type(ipc.strerror(99999)), "string")
			same(ipc.IPC_CREAT, 512); same(ipc.IPC_PRIVATE, 0); same(ipc.SEM_UNDO, 4096)
			refuses("bad argument #1 to 'errname' (number expected, got string)", ipc.errname, "EEXIST")`,
		"flags": `
			same(ipc.flags("IPC_CREAT | IPC_EXCL | 0644"), 1956)
			same(ipc.flags(""), 0); same(ipc.flags("0x10|8"), 24)
			refuses("bad argument #1 to 'flags' (string expected, got number)", ipc.flags, 600)
			refuses('no constant is called "IPC_CRAET"', ipc.flags, "IPC_CRAET")
			refuses("is missing beside", ipc.flags, "|")
			same(ipc.bor(), 0); same(ipc.bor(1, 2, 2), 3); same(ipc.bor(ipc.IPC_CREAT, "IPC_EXCL", "0600"), 1920)
			same(ipc.bor(2^40, 1), 2^40 + 1)
			refuses("bad argument #2 to 'bor' (number expected, got table)", ipc.bor, 1, {})
			refuses("bad argument #1 to 'bor' (-1 is out of range", ipc.bor, -1)
			refuses("bad argument #1 to 'bor' (1.5 has no integer", ipc.bor, 1.5)`,
		"sleep takes a time": `
			refuses("bad argument #1 to 'sleep' (number expected, got no value)", ipc.sleep)
			refuses("bad argument #1 to 'sleep' (a timeout of -1 seconds)", ipc.sleep, -1)
			refuses("bad argument #1 to 'sleep' (a timeout of NaN seconds)", ipc.sleep, 0/0)
			refuses("bad argument #1 to 'sleep' (number expected, got string)", ipc.sleep, "1")
			local before = ipc.time()
			ipc.sleep(0)
			assert(ipc.time() >= before)`,
	})
}

func TestClockAndPids(t *testing.T) {
	w := newWorld(t)
	var slept time.Duration
	w.Sleep = func(_ context.Context, d time.Duration) error { slept += d; return nil }
	w.Time = func() float64 { return slept.Seconds() }
	w.Getpid = func() int { return 42 }
	w.Getppid = os.Getppid
	L, _ := newState(t, w)
	run(t, L, `ipc.sleep(1.5) same(ipc.time(), 1.5) same(ipc.getpid(), 42) assert(ipc.getppid() > 0)`)
}
