package luamod

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"time"

	lua "github.com/yuin/gopher-lua"

	"ipclua/sysv"
)

// spinner is a kernel that can try an operation a few times, yielding the CPU,
// before it blocks.
type spinner interface {
	SemopSpin(ctx context.Context, id int, ops []sysv.SemOp, timeout time.Duration, tries int) error
}

// spins is how often. A hand-off to a process on another CPU takes a few.
const spins = 20

// semaphoreSelf is self, without what a type parameter costs.
func semaphoreSelf(L *lua.LState, method string) *semaphore {
	if ud, ok := L.Get(1).(*lua.LUserData); ok {
		if s, ok := ud.Value.(*semaphore); ok {
			return s
		}
	}
	return self[*semaphore](L, method)
}

// plainNumber is the semaphore that a call names by its number alone, or 0 where it
// names none. Most calls do; from a process that was just woken, each function that
// is not called saves a miss of the caches.
func plainNumber(L *lua.LState) (num uint16, ok bool) {
	switch L.GetTop() {
	case 1:
		return 0, true
	case 2:
		n, ok := L.Get(2).(lua.LNumber)
		num = uint16(n)
		return num, ok && lua.LNumber(num) == n
	}
	return 0, false
}

// semDown is s:down([num=0 [, opts]]).
func (m *Module) semDown(L *lua.LState) int {
	s := semaphoreSelf(L, "down")
	num, ok := plainNumber(L)
	if !ok || s.spin {
		return m.semChange(L, s, "down", -1)
	}
	s.one[0] = sysv.SemOp{Num: num, Op: -1, Flg: s.flags}
	ctx := m.world.Context()
	err := s.change(ctx)
	L.Push(lua.LBool(err == nil || m.blocked(L, ctx, err)))
	return 1
}

// semUp is s:up([num=0 [, opts]]).
func (m *Module) semUp(L *lua.LState) int {
	s := semaphoreSelf(L, "up")
	num, ok := plainNumber(L)
	if !ok {
		return m.semChange(L, s, "up", 1)
	}
	s.one[0] = sysv.SemOp{Num: num, Op: 1, Flg: s.flags}
	// An increment does not wait, so there is nothing to interrupt.
	if err := s.change(context.Background()); err != nil {
		m.raise(L, err)
	}
	L.Push(lua.LTrue)
	return 1
}

// semZero is s:zero([num=0 [, opts]]).
func (m *Module) semZero(L *lua.LState) int {
	return m.semChange(L, self[*semaphore](L, "zero"), "zero", 0)
}

// semTry is s:try([num]).
func (m *Module) semTry(L *lua.LState) int {
	s := self[*semaphore](L, "try")
	num := s.number(methodArgs(L, "try"), 1)
	return m.takeOne(L, s, sysv.SemOp{Num: num, Op: -1, Flg: s.flags | sysv.IPC_NOWAIT})
}

// takeOne does one operation with the defaults.
func (m *Module) takeOne(L *lua.LState, s *semaphore, op sysv.SemOp) int {
	s.one[0] = op
	L.Push(lua.LBool(m.semaphoreOps(L, s, s.one[:], sysv.Forever, s.spin)))
	return 1
}

// semChange is down, up and zero with arguments: a semaphore and options, or
// the options alone. sign is -1, 1 or 0.
func (m *Module) semChange(L *lua.LState, s *semaphore, method string, sign int) int {
	a := methodArgs(L, method)
	num, at := uint16(0), 2
	if _, ok := a.get(1).(*lua.LTable); ok && a.count() == 1 {
		at = 1
	} else {
		num = s.number(a, 1)
	}
	if !a.given(at) {
		return m.takeOne(L, s, sysv.SemOp{Num: num, Op: int16(sign), Flg: s.flags})
	}
	known := []string{"by", "timeout", "nowait", "undo", "spin"}
	most := int64(math.MaxInt16) // of a short
	switch sign {
	case -1:
		most++
	case 0:
		known = known[1:]
	}
	o := a.options(at, known...)
	op := sysv.SemOp{Num: num, Op: int16(int64(sign) * o.integerOption("by", 1, 1, most))}
	if o.boolean("undo", s.undo) {
		op.Flg |= sysv.SEM_UNDO
	}
	if o.boolean("nowait", false) {
		op.Flg |= sysv.IPC_NOWAIT
	}
	timeout, spin := o.timeout(), o.boolean("spin", s.spin)
	s.one[0] = op
	L.Push(lua.LBool(m.semaphoreOps(L, s, s.one[:], timeout, spin)))
	return 1
}

// semOp is s:op(sops [, timeout]). The operations' flags are as they are given.
func (m *Module) semOp(L *lua.LState) int {
	s := self[*semaphore](L, "op")
	a := methodArgs(L, "op")
	s.ops = parseOps(a, 1, s.ops[:0], s.find)
	L.Push(lua.LBool(m.semaphoreOps(L, s, s.ops, a.seconds(2), s.spin)))
	return 1
}

// semaphoreOps does operations; false says that they would block, or that the time is
// over.
func (m *Module) semaphoreOps(L *lua.LState, s *semaphore, ops []sysv.SemOp, timeout time.Duration, spin bool) bool {
	ctx := m.world.Context()
	var err error
	if spin && s.spinner != nil {
		err = s.spinner.SemopSpin(ctx, s.id, ops, timeout, spins)
	} else {
		err = s.kernel.Semop(ctx, s.id, ops, timeout)
	}
	return err == nil || m.blocked(L, ctx, err)
}

// blocked gives false for an operation that would block, and raises other
// errors.
func (m *Module) blocked(L *lua.LState, ctx context.Context, err error) bool {
	if !errors.Is(err, sysv.EAGAIN) {
		m.stopIfInterrupted(L, ctx)
		m.raise(L, err)
	}
	return false
}

// semWith is s:with([num,] fn, ...): down, call, up. The up is done however the
// call ends: the error that goes by is not touched.
func (m *Module) semWith(L *lua.LState) int {
	s := self[*semaphore](L, "with")
	a := methodArgs(L, "with")
	num, at := uint16(0), 1
	switch a.get(1).(type) {
	case lua.LNumber, lua.LString:
		num, at = s.number(a, 1), 2
	}
	fn := a.get(at)
	if fn.Type() != lua.LTFunction && L.GetMetaField(fn, "__call") == lua.LNil {
		a.failType(at, "function")
	}
	s.one[0] = sysv.SemOp{Num: num, Op: -1, Flg: s.flags}
	m.semaphoreOps(L, s, s.one[:], sysv.Forever, s.spin)

	done := false
	defer func() {
		s.one[0] = sysv.SemOp{Num: num, Op: 1, Flg: s.flags}
		err := s.kernel.Semop(context.Background(), s.id, s.one[:], sysv.Forever)
		if err != nil && done {
			m.raise(L, err)
		}
	}()
	// The arguments are where a call wants them: the function, then its own.
	first := at + 1 + a.skip
	args := L.GetTop() - first + 1
	callWhole(L, args)
	done = true
	return L.GetTop() - (first - 2)
}

// callWhole calls a function for all its results. A coroutine.yield in it would
// make the call look finished, with the body for ever in its middle (gopher-lua
// cannot yield across a Go function): it is taken back and raises, as in Lua 5.1.
func callWhole(L *lua.LState, args int) {
	resumer := L.Parent
	top := 0
	if resumer != nil {
		top = resumer.GetTop()
	}
	L.Call(args, lua.MultRet)
	if resumer != nil && L.Parent == nil {
		L.Parent, L.G.CurrentThread = resumer, L
		resumer.SetTop(top)
		L.RaiseError("attempt to yield across metamethod/C-call boundary")
	}
}

// number reads which semaphore is meant: a number, a name, or nil for 0.
func (s *semaphore) number(a args, n int) uint16 {
	v := a.get(n)
	switch v := v.(type) {
	case *lua.LNilType:
		return 0
	case lua.LString:
		i, why := s.find(string(v))
		if why != "" {
			a.fail(n, "%s", why)
		}
		return uint16(i)
	}
	return uint16(a.integer(n, 0, math.MaxUint16))
}

// find gives the number of a name, or why there is none.
func (s *semaphore) find(name string) (int, string) {
	if i := slices.Index(s.names, name); i >= 0 {
		return i, ""
	}
	if s.names == nil {
		return 0, fmt.Sprintf("there is no semaphore '%s': the set was opened without names", name)
	}
	return 0, fmt.Sprintf("there is no semaphore '%s'%s", name, Suggest(name, s.names))
}
