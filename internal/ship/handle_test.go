package ship

import (
	"fmt"
	"strings"
	"testing"

	lua "github.com/yuin/gopher-lua"
)

// handle is a userdata that can travel; a part names the handle it belongs to.
type handle struct{ id int }

type part struct {
	of *lua.LUserData
	n  int
}

func testHooks() []Hook {
	return []Hook{
		{
			Kind:  "handle",
			Match: func(ud *lua.LUserData) bool { _, ok := ud.Value.(*handle); return ok },
			Pack: func(ud *lua.LUserData) ([]lua.LValue, error) {
				if ud.Value.(*handle).id < 0 {
					return nil, fmt.Errorf("it was removed")
				}
				return []lua.LValue{lua.LNumber(ud.Value.(*handle).id)}, nil
			},
			Unpack: func(L *lua.LState, ud *lua.LUserData, state []lua.LValue) error {
				if len(state) != 1 {
					return fmt.Errorf("a handle of %d values", len(state))
				}
				id, ok := state[0].(lua.LNumber)
				if !ok {
					return fmt.Errorf("a handle without a number")
				}
				ud.Value, ud.Metatable = &handle{int(id)}, L.GetTypeMetatable("handle")
				return nil
			},
		},
		{
			Kind:  "part",
			Match: func(ud *lua.LUserData) bool { _, ok := ud.Value.(*part); return ok },
			Pack: func(ud *lua.LUserData) ([]lua.LValue, error) {
				p := ud.Value.(*part)
				named := &lua.LTable{Metatable: lua.LNil}
				named.RawSetString("of", p.of)
				return []lua.LValue{named, lua.LNumber(p.n)}, nil
			},
			Unpack: func(L *lua.LState, ud *lua.LUserData, state []lua.LValue) error {
				if len(state) != 2 {
					return fmt.Errorf("a part of %d values", len(state))
				}
				named, _ := state[0].(*lua.LTable)
				n, _ := state[1].(lua.LNumber)
				if named == nil {
					return fmt.Errorf("a part without a name")
				}
				of, ok := named.RawGetString("of").(*lua.LUserData)
				if !ok || of.Value == nil {
					return fmt.Errorf("a part of what is not there yet")
				}
				ud.Value, ud.Metatable = &part{of, int(n)}, L.GetTypeMetatable("handle")
				return nil
			},
		},
	}
}

// process is a state as a process has it when no script has run yet.
func process(t testing.TB) (*lua.LState, *Shipper) {
	L := lua.NewState()
	t.Cleanup(L.Close)
	meta := L.NewTypeMetatable("handle")
	meta.RawSetString("__index", L.NewFunction(func(L *lua.LState) int {
		switch v := L.CheckUserData(1).Value.(type) {
		case *handle:
			L.Push(lua.LNumber(v.id))
		case *part:
			if L.CheckString(2) == "of" {
				L.Push(v.of)
			} else {
				L.Push(lua.LNumber(v.n))
			}
		}
		return 1
	}))
	L.SetGlobal("handle", L.NewFunction(func(L *lua.LState) int {
		L.Push(&lua.LUserData{Value: &handle{L.CheckInt(1)}, Metatable: meta})
		return 1
	}))
	L.SetGlobal("part", L.NewFunction(func(L *lua.LState) int {
		L.Push(&lua.LUserData{Value: &part{L.CheckUserData(1), L.CheckInt(2)}, Metatable: meta})
		return 1
	}))
	return L, New(L, testHooks()...)
}

// run gives what a script returns, as roots the way spawn labels them.
func run(t testing.TB, L *lua.LState, script string) []Root {
	t.Helper()
	f, err := L.Load(strings.NewReader(script), "lab.lua")
	if err != nil {
		t.Fatal(err)
	}
	top := L.GetTop()
	L.Push(f)
	if err := L.PCall(0, lua.MultRet, nil); err != nil {
		t.Fatal(err)
	}
	var roots []Root
	for i := top + 1; i <= L.GetTop(); i++ {
		label := "function"
		if len(roots) > 0 {
			label = fmt.Sprintf("argument #%d", len(roots))
		}
		roots = append(roots, Root{label, L.Get(i)})
	}
	L.SetTop(top)
	return roots
}

// send encodes what a script returns in a process of its own.
func send(t testing.TB, script string) ([]byte, error) {
	t.Helper()
	L, s := process(t)
	return s.Encode(run(t, L, script))
}

// call calls the first value with the others and gives its result.
func call(L *lua.LState, values []lua.LValue) (lua.LValue, error) {
	for _, v := range values {
		L.Push(v)
	}
	if err := L.PCall(len(values)-1, 1, nil); err != nil {
		return nil, err
	}
	v := L.Get(-1)
	L.Pop(1)
	return v, nil
}
