package luamod

import (
	"math"
	"slices"
	"testing"

	lua "github.com/yuin/gopher-lua"

	"ipclua/internal/lua51"
	"ipclua/sysv"
)

func TestParseOps(t *testing.T) {
	byName := func(name string) (int, string) {
		if name == "full" {
			return 2, ""
		}
		return 0, "no such name"
	}
	undo := int16(sysv.SEM_UNDO)
	cases := []struct {
		code string
		want []sysv.SemOp
	}{
		{`{}`, nil},
		{`{0, -1}`, []sysv.SemOp{{Num: 0, Op: -1}}},
		{`{{0, -1}}`, []sysv.SemOp{{Num: 0, Op: -1}}},
		{`{{65535, 32767, "SEM_UNDO | IPC_NOWAIT"}, {1, -32768, 4096}}`, []sysv.SemOp{{Num: 65535, Op: 32767, Flg: undo | sysv.IPC_NOWAIT}, {Num: 1, Op: -32768, Flg: undo}}},
		{`{sem_num = 3, sem_op = 4}`, []sysv.SemOp{{Num: 3, Op: 4}}},
		{`{{sem_num = 3, sem_op = 4, sem_flg = "SEM_UNDO"}, {0, 0}}`, []sysv.SemOp{{Num: 3, Op: 4, Flg: undo}, {}}},
		{`{0, 1, sem_flg = "SEM_UNDO"}`, []sysv.SemOp{{Num: 0, Op: 1, Flg: undo}}},
		{`{0, sem_op = 1}`, []sysv.SemOp{{Num: 0, Op: 1}}},
		{`{"full", 1}`, []sysv.SemOp{{Num: 2, Op: 1}}},
		{`{{sem_num = "full", sem_op = -1}}`, []sysv.SemOp{{Num: 2, Op: -1}}},
	}
	L := lua51.NewState()
	defer L.Close()
	for _, c := range cases {
		if err := L.DoString("value = " + c.code); err != nil {
			t.Fatal(err)
		}
		got, err := tryOps(L, L.GetGlobal("value"), byName)
		if err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, %v; want %v", c.code, got, err, c.want)
		}
	}
}

func TestParseOpsAllocates(t *testing.T) {
	L := lua51.NewState()
	defer L.Close()
	list := L.NewTable()
	for range 3 {
		op := L.NewTable()
		op.Append(lua.LNumber(1))
		op.Append(lua.LNumber(-1))
		op.Append(lua.LNumber(sysv.SEM_UNDO))
		list.Append(op)
	}
	L.Push(list)
	a := callArgs(L, "semop")
	dst := make([]sysv.SemOp, 0, 3)
	if n := testing.AllocsPerRun(100, func() { dst = parseOps(a, 1, dst[:0], nil) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

// tryOps runs parseOps as a function of Lua's would.
func tryOps(L *lua.LState, value lua.LValue, byName semName) (ops []sysv.SemOp, err error) {
	L.Push(L.NewFunction(func(L *lua.LState) int {
		ops = parseOps(callArgs(L, "semop"), 1, nil, byName)
		return 0
	}))
	L.Push(value)
	err = L.PCall(1, 0, nil)
	return ops, err
}

// FuzzOps makes a Lua value of the bytes and has it read as operations: it is
// read or raises, and what is read is what stands there.
func FuzzOps(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte{tableByte, 2, numberByte, 0, numberByte, 255})
	f.Add([]byte{tableByte, 1, tableByte, 3, numberByte, 1, numberByte, 255, stringByte, 0})
	f.Add([]byte{tableByte, 3, 128, numberByte, 3, 129, numberByte, 4, 130, hugeByte})
	f.Add([]byte{tableByte, 2, nilByte, tableByte, 2, numberByte, 1, nanByte})
	f.Fuzz(func(t *testing.T, data []byte) {
		L := lua51.NewState()
		defer L.Close()
		value := (&luaMaker{L: L, data: data}).value(0)
		ops, err := tryOps(L, value, nil)
		if err != nil {
			return
		}
		list, ok := value.(*lua.LTable)
		if !ok {
			t.Fatalf("%v was read as %v", value, ops)
		}
		if isOp(list) {
			alone := list
			list = L.NewTable()
			list.Append(alone)
		}
		if len(ops) != list.Len() {
			t.Fatalf("%d operations were read, of %d", len(ops), list.Len())
		}
		for i, op := range ops {
			entry := list.RawGetInt(i + 1).(*lua.LTable)
			if opField(entry, 1, "sem_num") != lua.LNumber(op.Num) || opField(entry, 2, "sem_op") != lua.LNumber(op.Op) {
				t.Fatalf("operation %d was read as %v", i+1, op)
			}
		}
	})
}

// What the first byte of a value says. Within a table a byte from 128 on, in
// front of a value, gives it a name.
const (
	nilByte = iota
	numberByte
	tableByte
	stringByte
	nanByte
	hugeByte
	trueByte
	kindBytes
)

// luaMaker makes Lua values of bytes.
type luaMaker struct {
	L    *lua.LState
	data []byte
}

func (m *luaMaker) next() byte {
	if len(m.data) == 0 {
		return 0
	}
	b := m.data[0]
	m.data = m.data[1:]
	return b
}

func (m *luaMaker) value(depth int) lua.LValue {
	switch kind := m.next() % kindBytes; {
	case kind == numberByte:
		return lua.LNumber(int8(m.next()))
	case kind == tableByte && depth < 4:
		t := m.L.NewTable()
		for i := range int(m.next() % 8) {
			var key lua.LValue = lua.LNumber(i + 1)
			if len(m.data) > 0 && m.data[0] >= 128 {
				names := append(opFields(), "x")
				key = lua.LString(names[int(m.next()-128)%len(names)])
			}
			t.RawSet(key, m.value(depth+1))
		}
		return t
	case kind == stringByte:
		texts := []lua.LString{"SEM_UNDO", "IPC_NOWAIT", "0x7fff", "0x8000", "", "|", "mutex", "1"}
		return texts[int(m.next())%len(texts)]
	case kind == nanByte:
		return lua.LNumber(math.NaN())
	case kind == hugeByte:
		return lua.LNumber(math.Ldexp(1, int(m.next())*4))
	case kind == trueByte:
		return lua.LTrue
	}
	return lua.LNil
}
