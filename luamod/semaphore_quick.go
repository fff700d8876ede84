package luamod

import (
	"context"

	lua "github.com/yuin/gopher-lua"

	"ipclua/sysv"
)

// CallMethod is lua51.Caller's, for down and up by nothing but a number, on the host,
// where nobody records. What fails is left in s.failed for the method to raise: to do
// it a second time could do something else.
func (s *semaphore) CallMethod(fn *lua.LFunction, args []lua.LValue) (lua.LValue, bool) {
	m := s.class.module
	if !m.quick || s.host == nil || s.host.Waits != nil || s.spin || len(args) > 1 {
		return nil, false
	}
	op, ctx := int16(1), context.Background()
	switch fn {
	case m.downUp[0], m.downUp[1]:
		op, ctx = -1, m.world.Context()
	case m.downUp[2], m.downUp[3]:
	default:
		return nil, false
	}
	num := uint16(0)
	if len(args) == 1 {
		n, ok := args[0].(lua.LNumber)
		num = uint16(n)
		if !ok || lua.LNumber(num) != n {
			return nil, false
		}
	}
	s.one[0] = sysv.SemOp{Num: num, Op: op, Flg: s.flags}
	s.failed = s.host.Semop(ctx, s.id, s.one[:], sysv.Forever)
	return lua.LTrue, s.failed == nil
}

// change does s.one, unless CallMethod has done so.
func (s *semaphore) change(ctx context.Context) error {
	if err := s.failed; err != nil {
		s.failed = nil
		return err
	}
	return s.kernel.Semop(ctx, s.id, s.one[:], sysv.Forever)
}
