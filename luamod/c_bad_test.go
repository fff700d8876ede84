package luamod

import (
	"errors"
	"strings"
	"testing"

	lua "github.com/yuin/gopher-lua"

	"ipclua/internal/lua51"
)

func TestBadArguments(t *testing.T) {
	cases := []struct{ call, want string }{
		{`ipc.shmget()`, "bad argument #1 to 'shmget' (number expected, got no value)"},
		{`ipc.shmget({}, 1)`, "bad argument #1 to 'shmget' (number expected, got table)"},
		{`ipc.shmget("1", 1)`, "bad argument #1 to 'shmget' (number expected, got string)"},
		{`ipc.shmget(2^32, 1)`, "bad argument #1 to 'shmget' (4294967296 is out of range"},
		{`ipc.shmget(0, -1)`, "bad argument #2 to 'shmget' (-1 is out of range"},
		{`ipc.shmget(0, 1.5)`, "bad argument #2 to 'shmget' (1.5 has no integer representation)"},
		{`ipc.shmget(0, 0/0)`, "bad argument #2 to 'shmget' (NaN has no integer representation)"},
		{`ipc.shmget(0, 2^64)`, "bad argument #2 to 'shmget'"},
		{`ipc.shmget(0, 1, 600)`, `bad argument #3 to 'shmget' (600 is 01130 in octal`},
		{`ipc.shmget(0, 1, "IPC_CRAT")`, `no constant is called "IPC_CRAT"`},
		{`ipc.shmget(0, 1, true)`, "bad argument #3 to 'shmget' (flags (a number or a string) expected, got boolean)"},
		{`ipc.shmat(2^31)`, "bad argument #1 to 'shmat'"},
		{`ipc.shmat(1, -1)`, "bad argument #2 to 'shmat'"},
		{`ipc.shmat(1, 0, ipc.IPC_CREAT)`, "bad argument #3 to 'shmat'"},
		{`ipc.shmdt(1)`, "bad argument #1 to 'shmdt' (memory expected, got number)"},
		{`ipc.shmdt(ipc)`, "bad argument #1 to 'shmdt' (memory expected, got table)"},
		{`ipc.shmctl(1)`, "bad argument #2 to 'shmctl' (number expected, got no value)"},
		{`ipc.shmctl(1, "GETPID")`, "shmctl has no command 'GETPID'"},
		{`ipc.shmctl(1, "IPC_STATT")`, "shmctl has no command 'IPC_STATT'; did you mean 'IPC_STAT'?"},
		{`ipc.shmctl(1, "IPC_SET")`, "bad argument #3 to 'shmctl' (table expected, got no value)"},
		{`ipc.shmctl(1, "IPC_SET", {mod = 1})`, "unknown field 'mod'; did you mean 'mode'?"},
		{`ipc.shmctl(1, "IPC_SET", {sem_perm = {}})`, "unknown field 'sem_perm'; did you mean 'shm_perm'?"},
		{`ipc.shmctl(1, "IPC_SET", {shm_perm = 1})`, "field 'shm_perm': table expected, got number"},
		{`ipc.shmctl(id, "IPC_SET", {mode = 600})`, `"0600"`},
		{`ipc.shmctl(id, "IPC_SET", {uid = -1})`, "field 'uid': -1 is out of range"},
		{`ipc.semget(0, {}, 1)`, "bad argument #2 to 'semget' (number expected, got table)"},
		{`ipc.semget(0, 1, 644)`, `"0644"`},
		{`ipc.semop(1)`, "bad argument #2 to 'semop' (table expected, got no value)"},
		{`ipc.semop(1, {{65536, 1}})`, "operation 1: sem_num: 65536 is out of range 0..65535"},
		{`ipc.semop(1, {{-1, 1}})`, "operation 1: sem_num: -1 is out of range"},
		{`ipc.semop(1, {{0, 1}, {0, 32768}})`, "operation 2: sem_op: 32768 is out of range -32768..32767"},
		{`ipc.semop(1, {0, -32769})`, "(sem_op: -32769 is out of range"},
		{`ipc.semop(1, {{0}})`, "operation 1: sem_op: number expected, got nil"},
		{`ipc.semop(1, {{}})`, "operation 1: sem_num: number expected, got nil"},
		{`ipc.semop(1, {{"mutex", 1}})`, "operation 1: sem_num: number expected, got string"},
		{`ipc.semop(1, {{0, 1, 1}})`, "operation 1: sem_flg: 1 is 01 in octal"},
		{`ipc.semop(1, {{0, 1, "0x10000"}})`, "operation 1: sem_flg: 0200000 does not fit a C short"},
		{`ipc.semop(1, {{0, 1, 0, 1}})`, "operation 1: 4 values"},
		{`ipc.semop(1, {{0, 1, sem_flag = 1}})`, "operation 1: an operation has no 'sem_flag'; did you mean 'sem_flg'?"},
		{`ipc.semop(1, {sem_nun = 1})`, "a list of operations has no 'sem_nun'; did you mean 'sem_num'?"},
		{`ipc.semop(1, {{0, 1}, 5})`, "operation 2: table expected, got number"},
		{`ipc.semtimedop(1, {0, 1}, -1)`, "bad argument #3 to 'semtimedop' (a timeout of -1 seconds)"},
		{`ipc.semtimedop(1, {0, 1}, "1")`, "bad argument #3 to 'semtimedop' (number expected, got string)"},
		{`ipc.semctl(1, 0)`, "bad argument #3 to 'semctl' (number expected, got no value)"},
		{`ipc.semctl(1, 0, "SHM_LOCK")`, "semctl has no command 'SHM_LOCK'"},
		{`ipc.semctl(1, 0, "SETVAL")`, "bad argument #4 to 'semctl' (number expected, got no value)"},
		{`ipc.semctl(1, 0, "SETALL", {1, -1})`, "bad argument #4 to 'semctl' (value 2: -1 is out of range 0..65535)"},
		{`ipc.semctl(1, 0, "SETALL", 1)`, "bad argument #4 to 'semctl' (table expected, got number)"},
		{`ipc.msgget(0, 1)`, "bad argument #2 to 'msgget'"},
		{`ipc.msgsnd(1, "x", "y")`, "bad argument #2 to 'msgsnd' (number expected, got string)"},
		{`ipc.msgsnd(1, 1)`, "bad argument #3 to 'msgsnd' (string expected, got no value)"},
		{`ipc.msgsnd(1, 1, "x", ipc.IPC_CREAT)`, "bad argument #4 to 'msgsnd'"},
		{`ipc.msgrcv(1)`, "bad argument #2 to 'msgrcv' (number expected, got no value)"},
		{`ipc.msgrcv(1, -1)`, "bad argument #2 to 'msgrcv' (-1 is out of range"},
		{`ipc.msgctl(1, "SETVAL")`, "msgctl has no command 'SETVAL'"},
		{`ipc.msgctl(qid, "IPC_SET", {msg_qbytes = -1})`, "field 'msg_qbytes': -1 is out of range"},
	}
	L, _ := newState(t, newWorld(t))
	run(t, L, `id = assert(ipc.shmget(0, 1, "0600")) qid = ipc.queue{temporary = true}.id`)
	defer run(t, L, `ipc.shmctl(id, "IPC_RMID")`)
	for _, c := range cases {
		t.Run(c.call, func(t *testing.T) {
			checkRaises(t, L, c.call, c.want)
		})
	}
}

// checkRaises checks that a piece of Lua raises a string that contains want.
func checkRaises(t *testing.T, L *lua.LState, code, want string) {
	t.Helper()
	fn, err := lua51.Load(L, strings.NewReader(code), "test")
	if err != nil {
		t.Fatal(err)
	}
	L.Push(fn)
	err = L.PCall(0, 0, nil)
	var raised *lua.ApiError
	if !errors.As(err, &raised) {
		t.Fatalf("it raises nothing, want %q", want)
	}
	if text := raised.Object.String(); !strings.Contains(text, want) {
		t.Errorf("it raises %q, want %q", text, want)
	}
}
