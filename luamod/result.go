package luamod

import (
	"context"
	"errors"
	"strings"

	lua "github.com/yuin/gopher-lua"

	"ipclua/sysv"
)

// failed is the C layer's answer to an error: nil, message, errno.
func failed(L *lua.LState, err error) int {
	L.Push(lua.LNil)
	L.Push(lua.LString(err.Error()))
	L.Push(lua.LNumber(errnoOf(err)))
	return 3
}

// raise is the object layer's: it raises an error object.
func (m *Module) raise(L *lua.LState, err error) {
	L.Error(m.errorObject(L, err), 0)
}

// errorObject is a table, so that it travels between processes: op, code,
// errno, message and where it happened.
func (m *Module) errorObject(L *lua.LState, err error) *lua.LTable {
	t := L.NewTable()
	var e *sysv.Error
	if errors.As(err, &e) {
		t.RawSetString("op", lua.LString(e.Op))
	}
	errno := errnoOf(err)
	t.RawSetString("code", lua.LNumber(errno))
	t.RawSetString("errno", lua.LString(errno.Name()))
	t.RawSetString("message", lua.LString(err.Error()))
	t.RawSetString("where", lua.LString(where(L)))
	t.Metatable = m.errorMeta
	return t
}

// where is the position of the call that is running, "file.lua:3: "; nothing
// where it was not called from Lua, as luaL_where has it.
func where(L *lua.LState) string {
	at := L.Where(1)
	if at == "" || strings.HasPrefix(at, "[G]") {
		return ""
	}
	return at + " "
}

func (m *Module) newErrorMeta() *lua.LTable {
	meta := m.newMetatable("ipc.error")
	meta.RawSetString("__tostring", m.state.NewFunction(func(L *lua.LState) int {
		t := L.CheckTable(1)
		L.Push(lua.LString(t.RawGetString("where").String() + t.RawGetString("message").String()))
		return 1
	}))
	return meta
}

// stopIfInterrupted is for after a blocking call has failed: once ctx has ended
// the whole script is to stop, and an EINTR would look like something to retry.
func (m *Module) stopIfInterrupted(L *lua.LState, ctx context.Context) {
	if ctx.Err() != nil {
		L.RaiseError("interrupted!")
	}
}

// errnoOf is the errno in an error, EIO for a foreign one.
func errnoOf(err error) sysv.Errno {
	var errno sysv.Errno
	if errors.As(err, &errno) {
		return errno
	}
	return sysv.EIO
}
