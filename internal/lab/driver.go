package lab

import (
	"context"
	"fmt"
	"time"

	lua "github.com/yuin/gopher-lua"

	"ipclua/internal/lua51"
	"ipclua/luamod"
	"ipclua/sysv"
)

// stage is where a driver works: the simulator's, or one of real processes.
type stage interface {
	actor
	Module() *luamod.Module
	Start(args []string) (luamod.Process, error)
	Kill(luamod.Process)             // at any time from now on
	Output(of luamod.Process) string // of a program that has ended
	AllOutput() string               // of all that have
	AwaitAll()                       // until there is only the driver
	Left() []sysv.Object             // that exist
}

// inspector is a judge with functions of its own, which the driver calls when
// all programs have ended.
type inspector interface {
	inspect(d *driver) finding
}

// driver is the lab's part of a run, in process 1.
type driver struct {
	stage
	L     *lua.LState
	run   *run
	kills int // the program that is killed at any time, 0: none
	seen  *sight

	started []*handle
}

// drive starts the programs, waits for their end, and looks at what they leave.
func drive(s stage, r *run, kills int, seen *sight) {
	d := &driver{stage: s, L: s.State(), run: r, kills: kills, seen: seen}
	seen.Findings = make([]finding, len(r.checks))
	defer s.Module().Close(true)
	if r.programs == nil {
		if p, err := d.start(r.args, false); err == nil {
			d.wait(p, sysv.Forever)
		} else {
			seen.Trouble = err.Error()
		}
	} else if _, err := d.call(r.programs, d.L.NewFunction(d.luaStart)); err != nil {
		seen.Trouble = err.Error()
	}
	d.AwaitAll()
	for _, h := range d.started {
		d.wait(h, 0)
	}
	seen.Over = true
	seen.Output = d.AllOutput()
	for _, o := range d.Left() {
		seen.Left = append(seen.Left, leftover{o.Kind, o.ID, keyOf(o)})
	}
	for i, c := range r.checks {
		if judge, ok := c.judge.(inspector); ok {
			seen.Findings[i] = judge.inspect(d)
			seen.Findings[i].Asked = true
		}
	}
}

// call calls a function that was packed, and gives its first two results.
func (d *driver) call(message []byte, args ...lua.LValue) ([2]lua.LValue, error) {
	none := [2]lua.LValue{lua.LNil, lua.LNil}
	fn, err := d.Module().Unpack(message)
	if err != nil {
		return none, err
	}
	L := d.L
	L.Push(fn)
	for _, a := range args {
		L.Push(a)
	}
	if err := lua51.PCall(L, len(args), 2, nil); err != nil {
		return none, fmt.Errorf("%s", lua51.Message(L, lua51.ErrorValue(err)))
	}
	results := [2]lua.LValue{L.Get(-2), L.Get(-1)}
	L.Pop(2)
	return results, nil
}

// handle is a program as `programs` has it.
type handle struct {
	luamod.Process
	index int // in what was seen
}

// start starts the student's file.
func (d *driver) start(args []string, fails bool) (*handle, error) {
	p, err := d.Start(args)
	if err != nil {
		return nil, err
	}
	h := &handle{p, len(d.seen.Programs)}
	number := 0
	if n, ok := p.(interface{ Number() int }); ok {
		number = n.Number()
	}
	d.seen.Programs = append(d.seen.Programs, program{Number: number, Args: args, Fails: fails})
	d.started = append(d.started, h)
	if len(d.seen.Programs) == d.kills {
		d.Kill(p)
	}
	return h, nil
}

// wait waits for a program and tells whether it has ended.
func (d *driver) wait(h *handle, timeout time.Duration) (luamod.Status, bool) {
	s, ended, err := h.Wait(context.Background(), timeout)
	if err != nil {
		d.L.RaiseError("%v", err)
	}
	if ended {
		seen := &d.seen.Programs[h.index]
		seen.Ended, seen.Status = true, s
	}
	return s, ended
}

// luaStart is start([{ fails = true },] arg…).
func (d *driver) luaStart(L *lua.LState) int {
	first, fails := 1, false
	if options, ok := L.Get(1).(*lua.LTable); ok {
		first, fails = 2, lua.LVAsBool(options.RawGetString("fails"))
	}
	args := []string{}
	for i := first; i <= L.GetTop(); i++ {
		if v := L.Get(i); v.Type() != lua.LTString && v.Type() != lua.LTNumber {
			L.ArgError(i, "text or number expected, got "+v.Type().String())
		}
		args = append(args, L.Get(i).String())
	}
	h, err := d.start(args, fails)
	if err != nil {
		L.RaiseError("%v", err)
	}
	L.Push(d.program(h))
	return 1
}

// program is the object that start gives.
func (d *driver) program(h *handle) lua.LValue {
	t := d.L.NewTable()
	for name, method := range map[string]lua.LGFunction{
		"wait":   func(L *lua.LState) int { return d.luaWait(L, h) },
		"kill":   func(L *lua.LState) int { return d.luaKill(L, h) },
		"output": func(L *lua.LState) int { return d.luaOutput(L, h) },
	} {
		t.RawSetString(name, d.L.NewFunction(method))
	}
	return t
}

// luaWait is p:wait([timeout]): the exit status, 128 and the number of the signal
// that ended it, or false when the time is over.
func (d *driver) luaWait(L *lua.LState, h *handle) int {
	timeout := sysv.Forever
	if n, ok := L.Get(2).(lua.LNumber); ok {
		timeout = time.Duration(float64(n) * float64(time.Second))
	}
	s, ended := d.wait(h, timeout)
	switch {
	case !ended:
		L.Push(lua.LFalse)
	case s.Signal != 0:
		L.Push(lua.LNumber(128 + s.Signal))
	default:
		L.Push(lua.LNumber(s.Code))
	}
	return 1
}

// luaKill is p:kill(): SIGKILL.
func (d *driver) luaKill(L *lua.LState, h *handle) int {
	h.Signal(sigkill) // an error: it has ended
	d.seen.Programs[h.index].Killed = true
	return 0
}

// luaOutput is p:output().
func (d *driver) luaOutput(L *lua.LState, h *handle) int {
	L.Push(lua.LString(d.Output(h.Process)))
	return 1
}
