package luamod

import (
	"context"
	"errors"
	"io"
	"math"
	"slices"
	"testing"
	"time"

	lua "github.com/yuin/gopher-lua"

	"ipclua/sysv"
	"ipclua/sysv/sysvtest"
)

// FuzzCalls makes calls of the module's functions and of its objects' methods,
// in any order and with any arguments: each gives something or raises. What may
// block is interrupted at once.
func FuzzCalls(f *testing.F) {
	sysvtest.Need(f)
	for i := range 64 {
		seed := make([]byte, 200)
		for j := range seed {
			seed[j] = byte(i*131 + j*j*(2*i+1)/3)
		}
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		w := newWorld(t)
		w.Kernel = smallSegments{w.Kernel}
		w.Context = func() context.Context { return ctx }
		w.Sleep = func(context.Context, time.Duration) error { return ctx.Err() }
		w.Spawner, w.Stdout = nil, io.Discard
		L, m := newState(t, w)
		defer removeAll(w.Kernel)
		c := &caller{luaMaker: luaMaker{L: L, data: data}, module: m}
		for n := 0; len(c.data) > 0 && n < 200; n++ {
			c.call(t)
		}
	})
}

// smallSegments is a Kernel without large segments.
type smallSegments struct{ sysv.Kernel }

func (k smallSegments) Shmget(key sysv.Key, size uint64, flags int) (int, error) {
	if size > 1<<14 {
		return 0, &sysv.Error{Op: "shmget", Object: key, Errno: sysv.ENOMEM}
	}
	return k.Kernel.Shmget(key, size, flags)
}

func removeAll(k sysv.Kernel) {
	for _, kind := range sysv.Kinds() {
		list, _ := sysv.List(k, kind)
		for _, o := range list {
			switch kind {
			case sysv.Segment:
				k.Shmctl(o.ID, sysv.IPC_RMID, nil)
			case sysv.Semaphore:
				k.Semctl(o.ID, 0, sysv.IPC_RMID, nil)
			default:
				k.Msgctl(o.ID, sysv.IPC_RMID, nil)
			}
		}
	}
}

// caller makes calls of bytes; what they give it uses for others.
type caller struct {
	luaMaker
	module *Module
	got    []lua.LValue
}

func (c *caller) call(t *testing.T) {
	fn, args := c.target()
	L := c.L
	top := L.GetTop()
	defer func() { L.SetTop(top) }()
	L.Push(fn)
	for range c.next() % 5 {
		args = append(args, c.argument(0))
	}
	for _, v := range args {
		L.Push(v)
	}
	err := L.PCall(len(args), lua.MultRet, nil)
	var raised *lua.ApiError
	if errors.As(err, &raised) && raised.Type == lua.ApiErrorPanic {
		t.Fatalf("%s%v: %v", c.module.functionName(fn), args, err)
	}
	for i := top + 1; i <= L.GetTop(); i++ {
		switch v := L.Get(i).(type) {
		case lua.LNumber, *lua.LUserData, *lua.LTable:
			c.got = append(c.got, v)
		}
	}
}

// target gives a function of the module, or a method and its object.
func (c *caller) target() (*lua.LFunction, []lua.LValue) {
	table := c.module.table
	var args []lua.LValue
	if c.next()%2 == 0 && len(c.got) > 0 {
		object := c.got[int(c.next())%len(c.got)]
		for _, class := range c.module.classes.all() {
			if class.name == typeName(object) && len(keys(class.methods)) > 0 {
				table, args = class.methods, []lua.LValue{object}
			}
		}
	}
	names := slices.DeleteFunc(keys(table), func(name string) bool {
		_, ok := table.RawGetString(name).(*lua.LFunction)
		return !ok
	})
	slices.Sort(names)
	return table.RawGetString(names[int(c.next())%len(names)]).(*lua.LFunction), args
}

func (c *caller) argument(depth int) lua.LValue {
	kind := c.next()
	switch {
	case kind < 100 && len(c.got) > 0:
		return c.got[int(kind)%len(c.got)]
	case kind < 150:
		return anyNumber(c.next())
	case kind < 190:
		texts := []lua.LString{
			"IPC_CREAT | 0600", "IPC_NOWAIT", "SHM_RDONLY", "SEM_UNDO", "MSG_NOERROR", "IPC_STAT", "IPC_SET", "IPC_RMID",
			"GETALL", "SETALL", "SETVAL", "GETVAL", "IPC_INFO", "SHM_STAT_ANY", "", "x\x00y", "segment", "0600",
			"/", "int a; char b[3]; struct {double d[2];} c;", "12", "-9223372036854775808",
		}
		return texts[int(c.next())%len(texts)]
	case kind < 245 && depth < 3:
		return c.tableArgument(depth)
	case kind < 250:
		return lua.LTrue
	}
	return lua.LNil
}

func (c *caller) tableArgument(depth int) *lua.LTable {
	t := c.L.NewTable()
	names := []string{
		"key", "id", "create", "exclusive", "mode", "temporary", "size", "readonly", "flags", "value", "values", "count",
		"names", "undo", "spin", "init_timeout", "by", "timeout", "nowait", "noerror", "except", "copy", "uid", "gid",
		"shm_perm", "sem_perm", "msg_perm", "msg_qbytes", "sem_num", "sem_op", "sem_flg", "qbytes",
	}
	for i := range int(c.next() % 5) {
		if name := c.next(); name < 128 {
			t.RawSetString(names[int(name)%len(names)], c.argument(depth+1))
		} else {
			t.RawSetInt(i+1, c.argument(depth+1))
		}
	}
	return t
}

func anyNumber(b byte) lua.LNumber {
	numbers := []float64{
		0, 1, 2, 3, 4, 8, 100, 4096, -1, 0.5, 384, 512, 0x6009, 32767, 32768, 65535, 65536, -32769,
		1 << 31, 1<<31 - 1, -1 << 31, 1 << 32, 1 << 53, 1 << 63, 1 << 64, 1e300, math.NaN(), math.Inf(1), math.Inf(-1),
	}
	return lua.LNumber(numbers[int(b)%len(numbers)])
}
