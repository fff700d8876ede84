package luamod

import (
	"errors"
	"fmt"
	"strings"

	lua "github.com/yuin/gopher-lua"

	"ipclua/internal/lua51"
	"ipclua/internal/ship"
)

// hooks are how the module's handles travel.
func (m *Module) hooks() []ship.Hook {
	return append(append(m.memoryHooks(), m.objectHooks()...), processHook)
}

// processHook names what it refuses: only a parent can wait for its child.
var processHook = ship.Hook{
	Kind: "ipc.process",
	Match: func(ud *lua.LUserData) bool {
		_, ok := ud.Value.(*process)
		return ok
	},
	Pack: func(*lua.LUserData) ([]lua.LValue, error) {
		return nil, &ship.Error{What: "a process", Hint: "only its parent can wait for it; send p.pid"}
	},
	Unpack: func(*lua.LState, *lua.LUserData, []lua.LValue) error { return errors.New("a process does not travel") },
}

// pack ships the function at argument n and the arguments behind it.
func (m *Module) pack(L *lua.LState, call string, n int) []byte {
	roots := []ship.Root{{Label: "function", Value: L.Get(n)}}
	for i := n + 1; i <= L.GetTop(); i++ {
		roots = append(roots, ship.Root{Label: fmt.Sprintf("argument #%d", i), Value: L.Get(i)})
	}
	message, err := m.shipper.Encode(roots)
	if err != nil {
		L.RaiseError("%s: %v", call, err)
	}
	return message
}

// Pack makes bytes of a value, and of what its code needs of the script's globals;
// [Module.Unpack] makes the value of them again, in a state that was opened as this
// one. The label is how errors call the value.
func (m *Module) Pack(label string, v lua.LValue) ([]byte, error) {
	return m.shipper.Encode([]ship.Root{{Label: label, Value: v}})
}

// Unpack is the other end of [Module.Pack].
func (m *Module) Unpack(message []byte) (lua.LValue, error) {
	values, err := m.shipper.Decode(message)
	if err != nil {
		return lua.LNil, err
	}
	if len(values) != 1 {
		return lua.LNil, errors.New("there is no value")
	}
	return values[0], nil
}

// Run runs the function of a job in this state, which must have been opened as
// the sender's was. It gives what [Process.Result] is to give, and the exit
// code: 1 for an error.
func (m *Module) Run(job Job) (result []byte, code int) {
	o := m.run(job)
	if !o.ok() {
		code = 1
	}
	return o.encode(), code
}

func (m *Module) run(job Job) outcome {
	L := m.state
	top := L.GetTop()
	defer L.SetTop(top)
	roots, err := m.shipper.Decode(job.Message)
	if err == nil && len(roots) == 0 {
		err = errors.New("there is no function")
	}
	if err != nil {
		return outcome{kind: failure, message: "ipc.spawn: " + err.Error()}
	}
	L.Push(roots[0])
	if job.Index > 0 {
		L.Push(lua.LNumber(job.Index))
	}
	for _, v := range roots[1:] {
		L.Push(v)
	}
	failed := outcome{kind: failure}
	handler := L.NewFunction(func(L *lua.LState) int {
		failed.traceback = outermost(roots[0], lua51.Traceback(L, 1)) // now, while the frames are there
		if m.world.Caught != nil {
			m.world.Caught(L)
		}
		return 1
	})
	if err := lua51.PCall(L, L.GetTop()-top-1, lua.MultRet, handler); err != nil {
		value := lua51.ErrorValue(err)
		failed.message = lua51.Message(L, value)
		failed.values, _ = m.shipper.EncodeValues([]ship.Root{{Label: "error", Value: value}})
		return failed
	}
	var results []ship.Root
	for i := top + 1; i <= L.GetTop(); i++ {
		results = append(results, ship.Root{Label: fmt.Sprintf("result #%d", i-top), Value: L.Get(i)})
	}
	values, err := m.shipper.EncodeValues(results)
	if err != nil {
		return outcome{kind: failure, message: "ipc.spawn: " + err.Error()}
	}
	return outcome{kind: returned, values: values}
}

// outermost names the shipped function in a traceback, which takes whatever runs
// outermost for a main chunk.
func outermost(fn lua.LValue, traceback string) string {
	const chunk, end = "in main chunk", "\n\t[C]: ?"
	f, ok := fn.(*lua.LFunction)
	if rest, found := strings.CutSuffix(traceback, chunk+end); found && ok && !f.IsG && f.Proto.LineDefined > 0 {
		return rest + fmt.Sprintf("in function <%s:%d>", f.Proto.SourceName, f.Proto.LineDefined) + end
	}
	return traceback
}
