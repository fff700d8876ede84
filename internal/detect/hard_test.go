package detect

import (
	"fmt"
	"strings"

	"ipclua/internal/trace"
	"ipclua/internal/trace/tracetest"
	"ipclua/sysv"
)

// hard are cases that strain the report's size: names, numbers of processes and
// messages of every length.
var hard = map[string]func() (*trace.Run, Finding){
	"long-names":       longNames,
	"ten-processes":    tenProcesses,
	"long-string":      longString,
	"full-queue":       fullQueue,
	"two-queues":       twoQueues,
	"wait-for-child":   waitForChild,
	"foreign-text":     foreignText,
	"error-escapes":    errorEscapes,
	"error-long-path":  errorLongPath,
	"no-such-object":   noSuchObject,
	"initialised-late": initialisedLate,
	"message-taken":    messageTaken,
	"error-table":      errorTable,
	"error-lines":      errorLines,
	"error-no-place":   errorNoPlace,
	"error-other-file": errorOtherFile,
	"swapped-lock":     swappedLock,
	"set-while-held":   setWhileHeld,
	"undo-twice":       undoTwice,
	"removed-set":      removedSet,
	"many-at-once":     manyAtOnce,
	"many-starved":     manyStarved,
}

func foreignText() (*trace.Run, Finding) {
	b := tracetest.New("数.lua", script(
		`local n = seg:int32()`,
		`local 名 = "日本語のとても長い名前です。日本語のとても長い名前です"	n[0] = n[0] + 1`,
		"	n[0] = 0	-- e\u0301te\u0301",
	))
	seg := b.Segment(1, 1, 4096)
	b.Spawn(1, 3, "数.lua:2")
	b.Read(2, 2, seg, 0)
	b.Write(2, 2, seg, 0, 1)
	one := b.Pending()
	b.Write(1, 3, seg, 0, 0)
	other := b.Pending()
	return b.Run, Race(b.Run, one, other)
}

func errorEscapes() (*trace.Run, Finding) {
	b, seg := lostUpdate()
	b.Read(3, 5, seg, 0)
	return b.Run, Failure(b.Run, 3, "lost.lua:5: \x1b[31mred\x1b[0m\r\a and a very long message that says a lot: "+strings.Repeat("word ", 40), "lost.lua", 5)
}

func errorLongPath() (*trace.Run, Finding) {
	name := "/home/students/2026/operating-systems/week-07/exercise-3-lost-updates/final.lua"
	b := tracetest.New(name, lostScript)
	return b.Run, Failure(b.Run, 1, name+":10: assertion failed: the value is not what it should be after all that was done", name, 10)
}

func noSuchObject() (*trace.Run, Finding) {
	b := tracetest.New("reader.lua", "local seg = ipc.segment{ key = 0x6009 }\n")
	e := b.Do(1, 1, "shmget")
	e.Kind, e.Detail, e.Result = trace.Segment, "0x00006009", "ENOENT"
	return b.Run, Failure(b.Run, 1, "reader.lua:1: shmget 0x00006009: no such file or directory (ENOENT)", "reader.lua", 1)
}

func initialisedLate() (*trace.Run, Finding) {
	b := tracetest.New("late.lua", script(
		`local done = ipc.semaphore{ count = 1 }`,
		`ipc.spawn(function() done:up() end)`,
		`done:setval(0, 0)`,
		`done:down()`,
	))
	set := b.Set(1, 1, nil, 0)
	b.Spawn(1, 2, "late.lua:2")
	b.Up(2, 2, set, 0)
	b.Exit(2)
	e := b.Down(1, 3, set, 0)
	e.Call, e.Ops, e.Detail = "semctl", nil, "SETVAL"
	b.Down(1, 4, set, 0)
	b.Block()
	return b.Run, Deadlock(b.Run)
}

func messageTaken() (*trace.Run, Finding) {
	b := tracetest.New("taken.lua", script(
		`local q = ipc.queue{}`,
		`ipc.spawn(function() print(q:receive()) end)`,
		`q:send(1, "hello")`,
		`print(q:receive())`,
	))
	q := b.Queue(1, 1)
	b.Spawn(1, 2, "taken.lua:2")
	for _, call := range []string{"msgsnd", "msgrcv"} {
		e := b.Do(1, map[string]int{"msgsnd": 3, "msgrcv": 4}[call], call)
		e.Kind, e.ID, e.Detail, e.Result = trace.Queue, q, map[string]string{"msgsnd": "type 1", "msgrcv": "type 0"}[call], "0"
	}
	e := b.Do(2, 2, "msgrcv")
	e.Kind, e.ID, e.Detail = trace.Queue, q, "type 0"
	b.Block()
	b.Wait(1, 5, 2)
	b.Block()
	return b.Run, Deadlock(b.Run)
}

func swappedLock() (*trace.Run, Finding) {
	b := tracetest.New("swapped.lua", script(
		`local n, mutex = seg:int32(), ipc.semaphore{ value = 1 }`,
		`ipc.parallel(2, function()`,
		`  mutex:up()`,
		`  n[0] = n[0] + 1`,
		`  mutex:down()`,
		`end)`,
		`assert(n[0] == 2, "an update was lost")`,
	))
	seg, set := b.Segment(1, 1, 4), b.Set(1, 1, nil, 1)
	b.Spawn(1, 2, "swapped.lua:2 [1]")
	b.Spawn(1, 2, "swapped.lua:2 [2]")
	both := func(do func(p int)) { do(2); do(3) }
	both(func(p int) { b.Up(p, 3, set, 0) })
	both(func(p int) { b.Read(p, 4, seg, 0) })
	both(func(p int) { b.Write(p, 4, seg, 0, 1) })
	both(func(p int) { b.Down(p, 5, set, 0) })
	b.Read(1, 7, seg, 0)
	return b.Run, Failure(b.Run, 1, "swapped.lua:7: an update was lost", "swapped.lua", 7)
}

func setWhileHeld() (*trace.Run, Finding) {
	b := tracetest.New("twice.lua", script(
		`local n = seg:int32()`,
		`ipc.parallel(2, function()`,
		`  local mutex = ipc.semaphore{ key = 7, count = 1 }`,
		`  mutex:setval(0, 1)`,
		`  mutex:down()`,
		`  n[0] = n[0] + 1`,
		`  mutex:up()`,
		`end)`,
	))
	seg, set := b.Segment(1, 1, 4), b.Set(1, 1, nil, 0)
	b.Spawn(1, 2, "twice.lua:2 [1]")
	b.Spawn(1, 2, "twice.lua:2 [2]")
	for p := 2; p <= 3; p++ {
		e := b.Up(p, 4, set, 0)
		e.Call, e.Ops, e.Detail = "semctl", nil, "SETVAL"
		b.Down(p, 5, set, 0)
	}
	b.Read(2, 6, seg, 0)
	b.Write(2, 6, seg, 0, 1)
	write := b.Pending()
	b.Read(3, 6, seg, 0)
	read := b.Pending()
	return b.Run, Race(b.Run, write, read)
}

func longNames() (*trace.Run, Finding) {
	name := "/home/students/2026/operating-systems/week-07/exercise-3-lost-updates/solution_of_the_second_group_final.lua"
	b := tracetest.New(name, lostScript)
	seg := b.Segment(1, 1, 4096)
	b.Spawn(1, 8, "add "+name+":4")
	b.Spawn(1, 8, "add "+name+":4")
	b.Read(2, 5, seg, 0)
	b.Write(2, 5, seg, 0, 1)
	write := b.Pending()
	b.Read(3, 5, seg, 0)
	read := b.Pending()
	return b.Run, Race(b.Run, write, read)
}

func tenProcesses() (*trace.Run, Finding) {
	b := tracetest.New("total.lua", lostScript)
	seg := b.Segment(1, 1, 4096)
	for range 9 {
		b.Spawn(1, 8, "add total.lua:4")
	}
	for p := 2; p <= 9; p++ {
		b.Read(p, 5, seg, 0)
	}
	for p := 2; p <= 9; p++ {
		b.Write(p, 5, seg, 0, 1)
		b.Exit(p)
	}
	b.Read(10, 5, seg, 0)
	b.Write(10, 5, seg, 0, 2)
	b.Exit(10)
	for p := 2; p <= 10; p++ {
		b.Wait(1, 9, p)
	}
	b.Read(1, 10, seg, 0)
	return b.Run, Failure(b.Run, 1, "total.lua:10: an update was lost", "total.lua", 10)
}

func longString() (*trace.Run, Finding) {
	b := tracetest.New("story.lua", script(
		`local seg = ipc.segment{ size = 4096 }`,
		`local function tell(text) seg:write(0, text) end`,
		`ipc.spawn(tell, ("once upon a time\n"):rep(200)) print(seg:read(0, 3400))`,
	))
	seg := b.Segment(1, 1, 4096)
	b.Spawn(1, 3, "story.lua:3")
	e := b.Do(2, 2, "write")
	e.Kind, e.ID, e.Length = trace.Segment, seg, 3400
	e.Bytes = []byte(strings.Repeat("once upon a time\n", 200))
	write := b.Pending()
	e = b.Do(1, 3, "read")
	e.Kind, e.ID, e.Length = trace.Segment, seg, 3400
	e.Bytes = make([]byte, 3400)
	read := b.Pending()
	return b.Run, Race(b.Run, write, read)
}

func fullQueue() (*trace.Run, Finding) {
	b := tracetest.New("log.lua", script(
		`local q = ipc.queue{ temporary = true }`,
		`local child = ipc.spawn(function()`,
		`  for i = 1, 100 do q:send(1, ("x"):rep(8192)) end`,
		`end)`,
		`child:join()`,
		`for i = 1, 100 do q:receive() end`,
	))
	q := b.Queue(1, 1)
	b.Spawn(1, 2, "log.lua:2")
	for range 3 {
		e := b.Do(2, 3, "msgsnd")
		e.Kind, e.ID, e.Detail, e.Length, e.Result = trace.Queue, q, "type 1", 8192, "0"
	}
	b.Block()
	b.Wait(1, 5, 2)
	b.Block()
	return b.Run, Deadlock(b.Run)
}

func twoQueues() (*trace.Run, Finding) {
	b := tracetest.New("ask.lua", script(
		`local ask, answer = ipc.queue{}, ipc.queue{}`,
		`ipc.spawn(function() local _, text = ask:receive(1)`,
		`  answer:send(2, text) end)`,
		`print(answer:receive(2))`,
		`ask:send(1, "how are you?")`,
	))
	ask, answer := b.Queue(1, 1), b.Queue(1, 1)
	b.Spawn(1, 2, "ask.lua:2")
	for _, w := range []struct{ process, line, queue, typ int }{{2, 2, ask, 1}, {1, 4, answer, 2}} {
		e := b.Do(w.process, w.line, "msgrcv")
		e.Kind, e.ID, e.Detail = trace.Queue, w.queue, fmt.Sprintf("type %d", w.typ)
		b.Block()
	}
	return b.Run, Deadlock(b.Run)
}

func waitForChild() (*trace.Run, Finding) {
	b := tracetest.New("child.lua", script(
		`local mutex = ipc.semaphore{ value = 1 }`,
		`mutex:down()`,
		`local child = ipc.spawn(function()`,
		`  mutex:down()`,
		`  mutex:up()`,
		`end)`,
		`child:join()`,
		`mutex:up()`,
	))
	set := b.Set(1, 1, nil, 1)
	b.Down(1, 2, set, 0)
	b.Spawn(1, 3, "child.lua:3")
	b.Down(2, 4, set, 0)
	b.Block()
	b.Wait(1, 7, 2)
	b.Block()
	return b.Run, Deadlock(b.Run)
}

func errorTable() (*trace.Run, Finding) {
	b, seg := lostUpdate()
	b.Write(2, 5, seg, 0, 7)
	b.Read(3, 5, seg, 0)
	return b.Run, Failure(b.Run, 3, "(error object is a table value)", "lost.lua", 5)
}

func errorLines() (*trace.Run, Finding) {
	b, seg := lostUpdate()
	b.Read(3, 5, seg, 0)
	return b.Run, Failure(b.Run, 1, "lost.lua:9: P3: lost.lua:5: the table is\n\t1\t2\t3\n\t4\t5\t6\nand not\n\t1\t2\n", "lost.lua", 9)
}

func errorNoPlace() (*trace.Run, Finding) {
	b, _ := lostUpdate()
	return b.Run, Failure(b.Run, 1, "the script exited with code 3", "", 0)
}

func errorOtherFile() (*trace.Run, Finding) {
	b, seg := lostUpdate()
	b.Read(3, 5, seg, 0)
	return b.Run, Failure(b.Run, 3, "lib/queue.lua:33: attempt to index field 'first' (a nil value)", "lib/queue.lua", 33)
}

func undoTwice() (*trace.Run, Finding) {
	b := tracetest.New("undo.lua", script(
		`local seg, mutex = ipc.segment{ size = 4 }, ipc.semaphore{ value = 1 }`,
		`local n = seg:int32()`,
		`local function add()`,
		`  mutex:down{ undo = true }`,
		`  n[0] = n[0] + 1`,
		`  mutex:up()`,
		`end`,
		`for i = 1, 3 do ipc.spawn(add) end`,
	))
	seg, set := b.Segment(1, 1, 4), b.Set(1, 1, nil, 1)
	for range 3 {
		b.Spawn(1, 8, "undo.lua:8")
	}
	down := sysv.SemOp{Op: -1, Flg: sysv.SEM_UNDO}
	b.Op(2, 4, set, down)
	b.Read(2, 5, seg, 0)
	b.Write(2, 5, seg, 0, 1)
	b.Up(2, 6, set, 0)
	b.Op(1, 0, set, sysv.SemOp{Op: 1}).Call = "exit"
	e := &b.Run.Events[len(b.Run.Events)-1]
	e.Process, e.Ops, e.Kind, e.ID, e.Before, e.After = 2, nil, "", 0, nil, nil
	b.Run.Processes[1].Ended = "exit 0"
	b.Op(3, 4, set, down)
	b.Op(4, 4, set, down)
	b.Read(3, 5, seg, 0)
	b.Write(3, 5, seg, 0, 2)
	write := b.Pending()
	b.Read(4, 5, seg, 0)
	read := b.Pending()
	return b.Run, Race(b.Run, write, read)
}

func removedSet() (*trace.Run, Finding) {
	b := tracetest.New("remove.lua", script(
		`local s = ipc.semaphore{ value = 0 }`,
		`ipc.spawn(function() s:down() end)`,
		`s:remove()`,
	))
	set := b.Set(1, 1, nil, 0)
	b.Spawn(1, 2, "remove.lua:2")
	e := b.Do(1, 3, "semctl")
	e.Kind, e.ID, e.Detail, e.Result = trace.Semaphore, set, "IPC_RMID", "0"
	e = b.Do(2, 2, "semop")
	e.Kind, e.ID, e.Ops, e.Result, e.Blocked, e.Freed = trace.Semaphore, set, []sysv.SemOp{{Op: -1}}, "EIDRM", 3, 4
	return b.Run, Failure(b.Run, 2, "remove.lua:2: semop 1: identifier removed (EIDRM)", "remove.lua", 2)
}

func manyAtOnce() (*trace.Run, Finding) {
	b := tracetest.New("all.lua", script(
		`local s = ipc.semaphore{ values = {1, 1, 1}, names = {"printer", "scanner", "plotter"} }`,
		`local function job() s:op{{0, -1}, {1, -1}}; s:down("plotter") end`,
		`local function other() s:op{{2, -1}, {0, -1}, {1, -1}} end`,
	))
	set := b.Set(1, 1, []string{"printer", "scanner", "plotter"}, 1, 1, 1)
	b.Spawn(1, 4, "job all.lua:2")
	b.Spawn(1, 4, "other all.lua:3")
	b.Down(3, 3, set, 2)
	b.Op(2, 2, set, sysv.SemOp{Op: -1}, sysv.SemOp{Num: 1, Op: -1})
	b.Down(2, 2, set, 2)
	b.Block()
	b.Op(3, 3, set, sysv.SemOp{Op: -1}, sysv.SemOp{Num: 1, Op: -1})
	b.Block()
	return b.Run, Deadlock(b.Run)
}

func manyStarved() (*trace.Run, Finding) {
	b := tracetest.New("barrier.lua", script(
		`local N = 8`,
		`local s = ipc.semaphore{ values = {0, 0}, names = {"arrived", "go"} }`,
		`local function worker() s:up("arrived"); s:down("go") end`,
		`for i = 1, N do ipc.spawn(worker) end`,
		`s:op{{0, -N - 1}}`,
		`s:op{{1, N}}`,
	))
	set := b.Set(1, 2, []string{"arrived", "go"}, 0, 0)
	for range 8 {
		b.Spawn(1, 4, "worker barrier.lua:3")
	}
	for p := 2; p <= 9; p++ {
		b.Up(p, 3, set, 0)
	}
	for p := 2; p <= 9; p++ {
		b.Down(p, 3, set, 1)
		b.Block()
	}
	b.Op(1, 5, set, sysv.SemOp{Op: -9})
	b.Block()
	return b.Run, Deadlock(b.Run)
}
