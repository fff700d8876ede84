package lua51

import (
	"math"

	lua "github.com/yuin/gopher-lua"
)

// Arithmetic takes strings as numbers by strtod's rules and not by Go's ("010"
// is ten), keeps the sign of zero, and computes % as Lua does.

func add(L *lua.LState, i instruction, _ *callFrame) int {
	s := internals(L)
	x, y := s.rk(i.b()), s.rk(i.c())
	if a, ok := x.(lua.LNumber); ok {
		if b, ok := y.(lua.LNumber); ok {
			s.setNumber(s.register(i.a()), float64(a+b))
			return 0
		}
	}
	s.arithmetic(i, x, y)
	return 0
}

func subtract(L *lua.LState, i instruction, _ *callFrame) int {
	s := internals(L)
	x, y := s.rk(i.b()), s.rk(i.c())
	if a, ok := x.(lua.LNumber); ok {
		if b, ok := y.(lua.LNumber); ok {
			s.setNumber(s.register(i.a()), float64(a-b))
			return 0
		}
	}
	s.arithmetic(i, x, y)
	return 0
}

func multiply(L *lua.LState, i instruction, _ *callFrame) int {
	s := internals(L)
	x, y := s.rk(i.b()), s.rk(i.c())
	if a, ok := x.(lua.LNumber); ok {
		if b, ok := y.(lua.LNumber); ok {
			s.setNumber(s.register(i.a()), float64(a*b))
			return 0
		}
	}
	s.arithmetic(i, x, y)
	return 0
}

func divide(L *lua.LState, i instruction, _ *callFrame) int {
	s := internals(L)
	s.arithmetic(i, s.rk(i.b()), s.rk(i.c()))
	return 0
}

func modulo(L *lua.LState, i instruction, _ *callFrame) int {
	s := internals(L)
	s.arithmetic(i, s.rk(i.b()), s.rk(i.c()))
	return 0
}

func power(L *lua.LState, i instruction, _ *callFrame) int {
	s := internals(L)
	s.arithmetic(i, s.rk(i.b()), s.rk(i.c()))
	return 0
}

func negate(L *lua.LState, i instruction, _ *callFrame) int {
	s := internals(L)
	x := s.rk(i.b())
	if a, ok := x.(lua.LNumber); ok {
		s.setNumber(s.register(i.a()), -float64(a))
		return 0
	}
	s.arithmetic(i, x, x)
	return 0
}

// metamethods are the events of the operations.
var metamethods = [...]string{
	lua.OP_ADD: "__add", lua.OP_SUB: "__sub", lua.OP_MUL: "__mul", lua.OP_DIV: "__div",
	lua.OP_MOD: "__mod", lua.OP_POW: "__pow", lua.OP_UNM: "__unm",
}

// arithmetic is an operation on any values (Arith in lvm.c).
func (s *state) arithmetic(i instruction, x, y lua.LValue) {
	a, ok1 := toNumber(x)
	b, ok2 := toNumber(y)
	target := s.register(i.a())
	switch {
	case ok1 && ok2:
		s.setNumber(target, compute(i.op(), a, b))
	case s.metamethod(metamethods[i.op()], x, y):
		s.set(target, s.pop())
	case ok1:
		s.typeError("perform arithmetic on", y, i.c())
	default:
		s.typeError("perform arithmetic on", x, i.b())
	}
}

func compute(op int, x, y float64) float64 {
	switch op {
	case lua.OP_ADD:
		return x + y
	case lua.OP_SUB:
		return x - y
	case lua.OP_MUL:
		return x * y
	case lua.OP_DIV:
		return x / y
	case lua.OP_MOD:
		return x - float64(math.Floor(x/y)*y) // rounded before it is subtracted
	case lua.OP_POW:
		return pow(x, y)
	}
	return -x
}

// pow is math.Pow, by multiplication where that is exact.
func pow(x, y float64) float64 {
	if y == 2 {
		return x * x
	}
	if 0 < x && x < leastNormal {
		return math.Pow(x*0x1p54, y) * math.Exp2(-54*y) // math.Pow is wrong here
	}
	return math.Pow(x, y)
}

func toNumber(v lua.LValue) (float64, bool) {
	switch v := v.(type) {
	case lua.LNumber:
		return float64(v), true
	case lua.LString:
		return parseNumber(string(v))
	}
	return 0, false
}

// metamethod calls the first operand's metamethod for an event, or the
// second's, and leaves one result on the stack. It tells whether there is one.
func (s *state) metamethod(event string, x, y lua.LValue) bool {
	L := s.lua()
	call := L.GetMetaField(x, event)
	if call == lua.LNil {
		if call = L.GetMetaField(y, event); call == lua.LNil {
			return false
		}
	}
	if !isCallable(L, call) {
		s.typeError("call", call, isK)
	}
	L.Push(call)
	L.Push(x)
	L.Push(y)
	L.Call(2, 1)
	return true
}

func (s *state) pop() lua.LValue {
	L := s.lua()
	v := L.Get(-1)
	L.Pop(1)
	return v
}
