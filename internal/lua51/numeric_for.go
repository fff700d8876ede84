package lua51

import lua "github.com/yuin/gopher-lua"

// A numeric for takes strings as numbers, and makes one number a round, not two.

func prepareFor(L *lua.LState, i instruction, _ *callFrame) int {
	s := internals(L)
	a := s.register(i.a())
	var values [3]float64
	for n, what := range [...]string{"initial value", "limit", "step"} {
		x, ok := toNumber(s.reg.array[a+n])
		if !ok {
			s.fail("'for' " + what + " must be a number")
		}
		values[n] = x
	}
	s.setNumber(a, values[0]-values[2])
	s.setNumber(a+1, values[1])
	s.setNumber(a+2, values[2])
	s.currentFrame.Pc += i.sbx()
	return 0
}

func loopFor(L *lua.LState, i instruction, _ *callFrame) int {
	s := internals(L)
	a := s.register(i.a())
	index, _ := s.reg.array[a].(lua.LNumber)
	limit, _ := s.reg.array[a+1].(lua.LNumber)
	step, _ := s.reg.array[a+2].(lua.LNumber)
	index += step
	if step > 0 && index <= limit || !(step > 0) && limit <= index {
		v := box(&s.reg.alloc.fptrs, float64(index))
		s.set(a, v)
		s.set(a+3, v)
		s.currentFrame.Pc += i.sbx()
	} else {
		L.SetTop(i.a() + 1)
	}
	return 0
}
