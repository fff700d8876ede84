package detect

import (
	"fmt"
	"strings"

	"ipclua/internal/trace"
	"ipclua/internal/trace/tracetest"
	"ipclua/sysv"
)

// script numbers lines from 1 and takes the tabs of this file away.
func script(lines ...string) string { return strings.Join(lines, "\n") + "\n" }

// cases are runs made by hand, each with what is to be found in it.
var cases = map[string]func() (*trace.Run, Finding){
	"lost-update-race":    lostUpdateRace,
	"write-write-race":    writeWriteRace,
	"wrong-lock-race":     wrongLockRace,
	"flag-race":           flagRace,
	"struct-race":         structRace,
	"two-philosophers":    func() (*trace.Run, Finding) { return philosophers(2) },
	"five-philosophers":   func() (*trace.Run, Finding) { return philosophers(5) },
	"twelve-philosophers": func() (*trace.Run, Finding) { return philosophers(12) },
	"separate-locks":      separateLocks,
	"never-signalled":     neverSignalled,
	"signalled-too-few":   signalledTooFew,
	"holder-ended":        holderEnded,
	"holder-killed":       holderKilled,
	"down-twice":          downTwice,
	"mutex-before-empty":  mutexBeforeEmpty,
	"no-message":          noMessage,
	"not-zero":            notZero,
	"failed-assertion":    failedAssertion,
	"two-looks":           twoLooks,
	"plain-error":         plainError,
	"who-is-first":        whoIsFirst,
	"gave-up":             gaveUp,
	"leak":                leak,
	"busy-wait":           busyWait,
	"nowait-loop":         nowaitLoop,
	"sleep":               sleepSync,
}

const lostScript = `local seg = ipc.segment{ size = 4096, temporary = true }
local n = seg:int32()

local function add()
  n[0] = n[0] + 1
end

local a, b = ipc.spawn(add), ipc.spawn(add)
a:join() b:join()
assert(n[0] == 2, "an update was lost")
`

func lostUpdate() (b *tracetest.Builder, seg int) {
	b = tracetest.New("lost.lua", lostScript)
	seg = b.Segment(1, 1, 4096)
	b.Spawn(1, 8, "add lost.lua:4")
	b.Spawn(1, 8, "add lost.lua:4")
	return b, seg
}

func lostUpdateRace() (*trace.Run, Finding) {
	b, seg := lostUpdate()
	b.Read(2, 5, seg, 0)
	b.Write(2, 5, seg, 0, 1)
	write := b.Pending()
	b.Read(3, 5, seg, 0)
	read := b.Pending()
	return b.Run, Race(b.Run, write, read)
}

func writeWriteRace() (*trace.Run, Finding) {
	b, seg := lostUpdate()
	b.Read(2, 5, seg, 0)
	b.Read(3, 5, seg, 0)
	b.Write(2, 5, seg, 0, 1)
	one := b.Pending()
	b.Write(3, 5, seg, 0, 1)
	other := b.Pending()
	return b.Run, Race(b.Run, one, other)
}

func wrongLockRace() (*trace.Run, Finding) {
	b := tracetest.New("wronglock.lua", script(
		`local seg = ipc.segment{ size = 4096 }`,
		`local s = ipc.semaphore{ values = {1, 1}, names = {"reader", "writer"} }`,
		`local balance = seg:int32(8, 1)`,
		`local function deposit() s:down("writer"); balance[0] = balance[0] + 50; s:up("writer") end`,
		`local function withdraw()`,
		`  s:down("reader")`,
		`  balance[0] = balance[0] - 20`,
		`  s:up("reader")`,
		`end`,
		`ipc.spawn(deposit) ipc.spawn(withdraw)`,
	))
	seg := b.Segment(1, 1, 4096)
	set := b.Set(1, 2, []string{"reader", "writer"}, 1, 1)
	b.Spawn(1, 10, "deposit wronglock.lua:4")
	b.Spawn(1, 10, "withdraw wronglock.lua:5")
	b.Down(2, 4, set, 1)
	b.Read(2, 4, seg, 8)
	b.Down(3, 6, set, 0)
	b.Write(2, 4, seg, 8, 50)
	one := b.Pending()
	b.Read(3, 7, seg, 8)
	other := b.Pending()
	return b.Run, Race(b.Run, one, other)
}

func flagRace() (*trace.Run, Finding) {
	b := tracetest.New("flag.lua", script(
		`local seg = ipc.segment{ size = 8 }`,
		`local ready, data = seg:int32(0, 1), seg:int32(4, 1)`,
		`ipc.spawn(function() data[0] = 42`,
		`  ready[0] = 1 end)`,
		`while ready[0] == 0 do end`,
	))
	seg := b.Segment(1, 1, 8)
	b.Spawn(1, 3, "flag.lua:3")
	b.Read(1, 5, seg, 0)
	b.Write(2, 3, seg, 4, 42)
	b.Write(2, 4, seg, 0, 1)
	one := b.Pending()
	b.Read(1, 5, seg, 0)
	other := b.Pending()
	return b.Run, Race(b.Run, other, one)
}

func structRace() (*trace.Run, Finding) {
	b := tracetest.New("story.lua", script(
		`local s = seg:struct(Story, 64)`,
		`local function tell(text) s.story = text end`,
		`ipc.spawn(tell, "once upon a time") ipc.spawn(tell, "the end")`,
	))
	seg := b.Segment(1, 1, 4096)
	b.Segment(1, 1, 4096)
	b.Spawn(1, 3, "tell story.lua:2")
	b.Spawn(1, 3, "tell story.lua:2")
	var writes [2]trace.Event
	for i, text := range []string{"once upon a time", "the end"} {
		e := b.Do(2+i, 2, "write")
		e.Kind, e.ID, e.Offset, e.Length = trace.Segment, seg, 68, 32
		e.Bytes = append([]byte(text), make([]byte, 32-len(text))...)
		writes[i] = b.Pending()
	}
	return b.Run, Race(b.Run, writes[0], writes[1])
}

const forksScript = `local N = tonumber(arg[1])
local fork = ipc.semaphore{ values = ones(N), temporary = true }

local function philosopher(i)
  local left, right = i, (i + 1) % N
  fork:down(left)
  fork:down(right)
  fork:up(right)
  fork:up(left)
end

for i = 0, N - 1 do table.insert(children, ipc.spawn(philosopher, i)) end
for _, p in ipairs(children) do p:join() end
`

func philosophers(n int) (*trace.Run, Finding) {
	b := tracetest.New("forks.lua", forksScript)
	ones := make([]uint16, n)
	for i := range ones {
		ones[i] = 1
	}
	set := b.Set(1, 2, nil, ones...)
	for range n {
		b.Spawn(1, 12, "philosopher forks.lua:4")
	}
	for i := range n {
		b.Down(2+i, 6, set, i)
	}
	b.Wait(1, 13, 2)
	b.Block()
	for i := range n {
		b.Down(2+i, 7, set, (i+1)%n)
		b.Block()
	}
	return b.Run, Deadlock(b.Run)
}

func separateLocks() (*trace.Run, Finding) {
	b := tracetest.New("bank.lua", script(
		`local a = ipc.semaphore{ value = 1 }`,
		`local b = ipc.semaphore{ value = 1 }`,
		`local function there()`,
		`  a:down()`,
		`  b:down()`,
		`end`,
		`local function back()`,
		`  b:down()`,
		`  a:down()`,
		`end`,
	))
	first, second := b.Set(1, 1, nil, 1), b.Set(1, 2, nil, 1)
	b.Spawn(1, 11, "there bank.lua:3")
	b.Spawn(1, 11, "back bank.lua:7")
	b.Down(2, 4, first, 0)
	b.Down(3, 8, second, 0)
	b.Down(2, 5, second, 0)
	b.Block()
	b.Down(3, 9, first, 0)
	b.Block()
	return b.Run, Deadlock(b.Run)
}

const pingpongScript = `local s = ipc.semaphore{ values = {0, 0}, names = {"ping", "pong"} }
local child = ipc.spawn(function()
  s:down("ping")
  s:up("ping")
end)
s:up("ping")
s:down("pong")
child:join()
`

func neverSignalled() (*trace.Run, Finding) {
	b := tracetest.New("pingpong.lua", pingpongScript)
	set := b.Set(1, 1, []string{"ping", "pong"}, 0, 0)
	b.Spawn(1, 2, "pingpong.lua:2")
	b.Up(1, 6, set, 0)
	b.Down(2, 3, set, 0)
	b.Up(2, 4, set, 0)
	b.Exit(2)
	b.Down(1, 7, set, 1)
	b.Block()
	return b.Run, Deadlock(b.Run)
}

func signalledTooFew() (*trace.Run, Finding) {
	b := tracetest.New("items.lua", script(
		`local full = ipc.semaphore{ value = 0 }`,
		`local producer = ipc.spawn(function() for i = 1, 3 do full:up() end end)`,
		`for i = 1, 4 do`,
		`  full:down()`,
		`end`,
	))
	set := b.Set(1, 1, nil, 0)
	b.Spawn(1, 2, "items.lua:2")
	for range 3 {
		b.Up(2, 2, set, 0)
		b.Down(1, 4, set, 0)
	}
	b.Exit(2)
	b.Down(1, 4, set, 0)
	b.Block()
	return b.Run, Deadlock(b.Run)
}

func holderEnded() (*trace.Run, Finding) {
	b := tracetest.New("early.lua", script(
		`local mutex = ipc.semaphore{ value = 1 }`,
		`local function work(x)`,
		`  mutex:down()`,
		`  if x == 1 then return end`,
		`  mutex:up()`,
		`end`,
		`local a, b = ipc.spawn(work, 1), ipc.spawn(work, 2)`,
		`b:join()`,
	))
	set := b.Set(1, 1, nil, 1)
	b.Spawn(1, 7, "work early.lua:2")
	b.Spawn(1, 7, "work early.lua:2")
	b.Down(2, 3, set, 0)
	b.Exit(2)
	b.Down(3, 3, set, 0)
	b.Block()
	b.Wait(1, 8, 3)
	b.Block()
	return b.Run, Deadlock(b.Run)
}

func holderKilled() (*trace.Run, Finding) {
	b := tracetest.New("kill.lua", script(
		`local mutex = ipc.semaphore{ value = 1 }`,
		`local p = ipc.spawn(function() mutex:down(); ipc.sleep(1); mutex:up() end)`,
		`p:kill("SIGKILL")`,
		`mutex:down()`,
	))
	set := b.Set(1, 1, nil, 1)
	b.Spawn(1, 2, "kill.lua:2")
	b.Down(2, 2, set, 0)
	e := b.Do(1, 3, "kill")
	e.Child, e.Detail = 2, "SIGKILL"
	b.Run.Processes[1].Ended = "signal 9"
	b.Down(1, 4, set, 0)
	b.Block()
	return b.Run, Deadlock(b.Run)
}

func downTwice() (*trace.Run, Finding) {
	b := tracetest.New("twice.lua", script(
		`local mutex = ipc.semaphore{ value = 1 }`,
		`local function add(i) mutex:down() total(i) end`,
		`mutex:down()`,
		`add(1)`,
	))
	set := b.Set(1, 1, nil, 1)
	b.Down(1, 3, set, 0)
	b.Down(1, 2, set, 0)
	b.Block()
	return b.Run, Deadlock(b.Run)
}

func mutexBeforeEmpty() (*trace.Run, Finding) {
	b := tracetest.New("ring.lua", script(
		`local s = ipc.semaphore{ values = {1, 1, 0}, names = {"mutex", "empty", "full"} }`,
		`local function produce() for i = 1, 2 do`,
		`  s:down("mutex")`,
		`  s:down("empty")`,
		`  s:up("mutex")`,
		`  s:up("full")`,
		`end end`,
		`local function consume() for i = 1, 2 do`,
		`  s:down("full")`,
		`  s:down("mutex")`,
		`  s:up("mutex")`,
		`  s:up("empty")`,
		`end end`,
	))
	set := b.Set(1, 1, []string{"mutex", "empty", "full"}, 1, 1, 0)
	b.Spawn(1, 14, "produce ring.lua:2")
	b.Spawn(1, 14, "consume ring.lua:8")
	b.Down(2, 3, set, 0)
	b.Down(2, 4, set, 1)
	b.Up(2, 5, set, 0)
	b.Up(2, 6, set, 2)
	b.Down(2, 3, set, 0)
	b.Down(3, 9, set, 2)
	b.Down(2, 4, set, 1)
	b.Block()
	b.Down(3, 10, set, 0)
	b.Block()
	return b.Run, Deadlock(b.Run)
}

func noMessage() (*trace.Run, Finding) {
	b := tracetest.New("queue.lua", script(
		`local q = ipc.queue{}`,
		`local p = ipc.spawn(function() q:send(1, "hello") end)`,
		`print(q:receive(1)) print(q:receive(2))`,
	))
	queue := b.Queue(1, 1)
	b.Spawn(1, 2, "queue.lua:2")
	send := b.Do(2, 2, "msgsnd")
	send.Kind, send.ID, send.Detail = trace.Queue, queue, `type 1 "hello"`
	b.Exit(2)
	for _, typ := range []int{1, 2} {
		e := b.Do(1, 3, "msgrcv")
		e.Kind, e.ID, e.Detail = trace.Queue, queue, fmt.Sprintf("type %d", typ)
	}
	b.Block()
	return b.Run, Deadlock(b.Run)
}

func notZero() (*trace.Run, Finding) {
	b := tracetest.New("gate.lua", script(
		`local gate = ipc.semaphore{ value = 2 }`,
		`local p = ipc.spawn(function() gate:zero() end)`,
		`gate:down()`,
		`p:join()`,
	))
	set := b.Set(1, 1, nil, 2)
	b.Spawn(1, 2, "gate.lua:2")
	b.Down(1, 3, set, 0)
	b.Op(2, 2, set, sysv.SemOp{})
	b.Block()
	b.Wait(1, 4, 2)
	b.Block()
	return b.Run, Deadlock(b.Run)
}

func failedAssertion() (*trace.Run, Finding) {
	b, seg := lostUpdate()
	b.Read(2, 5, seg, 0)
	b.Read(3, 5, seg, 0)
	b.Write(3, 5, seg, 0, 1)
	b.Exit(3)
	b.Write(2, 5, seg, 0, 1)
	b.Exit(2)
	b.Wait(1, 9, 2)
	b.Wait(1, 9, 3)
	b.Read(1, 10, seg, 0)
	return b.Run, Failure(b.Run, 1, "lost.lua:10: an update was lost", "lost.lua", 10)
}

func twoLooks() (*trace.Run, Finding) {
	b := tracetest.New("seats.lua", script(
		`local seg = ipc.segment{ size = 4 }`,
		`local free = seg:int32()`,
		`local function book()`,
		`  if free[0] > 0 then`,
		`    free[0] = free[0] - 1`,
		`    assert(free[0] >= 0, "sold too many")`,
		`  end`,
		`end`,
	))
	seg := b.Segment(1, 1, 4)
	b.Write(1, 2, seg, 0, 1)
	b.Spawn(1, 9, "book seats.lua:3")
	b.Spawn(1, 9, "book seats.lua:3")
	b.Read(2, 4, seg, 0)
	b.Read(3, 4, seg, 0)
	b.Read(3, 5, seg, 0)
	b.Write(3, 5, seg, 0, 0)
	b.Read(2, 5, seg, 0)
	b.Write(2, 5, seg, 0, -1)
	b.Read(2, 6, seg, 0)
	return b.Run, Failure(b.Run, 2, "seats.lua:6: sold too many", "seats.lua", 6)
}

func plainError() (*trace.Run, Finding) {
	b := tracetest.New("nil.lua", "local t\nt.x = 1\n")
	return b.Run, Failure(b.Run, 1, "nil.lua:2: attempt to index local 't' (a nil value)", "nil.lua", 2)
}

// whoIsFirst is an error after a message that another process might have sent.
func whoIsFirst() (*trace.Run, Finding) {
	b := tracetest.New("first.lua", script(
		"local q = ipc.queue{ temporary = true }",
		"local a = ipc.spawn(function() q:send(1, 'a') end)",
		"local b = ipc.spawn(function() q:send(1, 'b') end)",
		"local text = q:receive()",
		"assert(text == 'a')",
	))
	q := b.Queue(1, 1)
	b.Spawn(1, 2, "first.lua:2")
	b.Spawn(1, 3, "first.lua:3")
	e := b.Do(3, 3, "msgsnd")
	e.Kind, e.ID, e.Detail = trace.Queue, q, "type 1"
	e = b.Do(1, 4, "msgrcv")
	e.Kind, e.ID, e.Result = trace.Queue, q, "1"
	return b.Run, Failure(b.Run, 1, "first.lua:5: assertion failed!", "first.lua", 5)
}

// gaveUp is an error after a down that would have blocked.
func gaveUp() (*trace.Run, Finding) {
	b := tracetest.New("gave-up.lua", script(
		"local m = ipc.semaphore{ value = 0, temporary = true }",
		"ipc.spawn(function() m:up() end)",
		"assert(m:down(0, { timeout = 5 }), 'timed out')",
	))
	m := b.Set(1, 1, nil, 0)
	b.Spawn(1, 2, "gave-up.lua:2")
	e := b.Do(1, 3, "semop")
	e.Kind, e.ID, e.Ops, e.Result = trace.Semaphore, m, []sysv.SemOp{{Op: -1}}, "EAGAIN"
	return b.Run, Failure(b.Run, 1, "gave-up.lua:3: timed out", "gave-up.lua", 3)
}

func leak() (*trace.Run, Finding) {
	b := tracetest.New("leak.lua", "local seg = ipc.segment{ key = 0x6009, size = 4096 }\nlocal sem = ipc.semaphore{ value = 1 }\n")
	b.Segment(1, 1, 4096)
	b.Set(1, 2, nil, 1)
	b.Run.Objects[0].Left, b.Run.Objects[1].Left = true, true
	return b.Run, Leak(b.Run)
}

func busyWait() (*trace.Run, Finding) {
	b := tracetest.New("spin.lua", "local turn = seg:int32()\nwhile turn[0] ~= 1 do end\n")
	seg := b.Segment(1, 1, 4)
	for range looks {
		b.Read(1, 2, seg, 0)
	}
	f, _ := BusyWait(b.Run)
	return b.Run, f
}

func nowaitLoop() (*trace.Run, Finding) {
	b := tracetest.New("try.lua", "local s = ipc.semaphore{ value = 0, count = 1 }\nwhile not s:try() do end\n")
	set := b.Set(1, 1, nil, 0)
	for range looks {
		e := b.Do(1, 2, "semop")
		e.Kind, e.ID, e.Result, e.Ops = trace.Semaphore, set, "EAGAIN", []sysv.SemOp{{Op: -1, Flg: sysv.IPC_NOWAIT}}
	}
	f, _ := BusyWait(b.Run)
	return b.Run, f
}

func sleepSync() (*trace.Run, Finding) {
	b := tracetest.New("nap.lua", script(
		`local n = seg:int32()`,
		`ipc.spawn(function() n[0] = 7 end)`,
		`ipc.sleep(1)`,
		`assert(n[0] == 7)`,
	))
	seg := b.Segment(1, 1, 4)
	b.Spawn(1, 2, "nap.lua:2")
	b.Do(1, 3, "sleep").Detail = "1 s"
	b.Read(1, 4, seg, 0)
	f, _ := SleepSync(b.Run, Failure(b.Run, 1, "nap.lua:4: assertion failed!", "nap.lua", 4))
	return b.Run, f
}
