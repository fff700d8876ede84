package lua51

import lua "github.com/yuin/gopher-lua"

// sorter sorts as table.sort of Lua 5.1 does, comparison by comparison: the
// order of equal elements, and what a wrong order function leads to, can be
// seen.
type sorter struct {
	L    *lua.LState
	list []lua.LValue // from index 1 on
	less *lua.LFunction
}

func sortTable(L *lua.LState) int {
	t := L.CheckTable(1)
	s := &sorter{L: L, list: make([]lua.LValue, t.Len()+1)}
	if L.Get(2) != lua.LNil {
		s.less = L.CheckFunction(2)
	}
	for i := 1; i < len(s.list); i++ {
		s.list[i] = t.RawGetInt(i)
	}
	defer func() {
		for i := 1; i < len(s.list); i++ {
			t.RawSetInt(i, s.list[i])
		}
	}()
	s.sort(1, len(s.list)-1)
	return 0
}

// sort is quicksort from l to u with the median of three as pivot.
func (s *sorter) sort(l, u int) {
	for l < u {
		s.order(l, u)
		if u-l == 1 {
			return
		}
		middle := l + (u-l)/2
		if s.isLess(s.list[middle], s.list[l]) {
			s.swap(middle, l)
		} else {
			s.order(middle, u)
		}
		if u-l == 2 {
			return
		}
		pivot := s.list[middle]
		s.swap(middle, u-1)
		i := s.divide(pivot, l, u)
		s.swap(u-1, i)
		if i-l < u-i {
			s.sort(l, i-1)
			l = i + 1
		} else {
			s.sort(i+1, u)
			u = i - 1
		}
	}
}

// divide puts what is less than the pivot before the rest, and gives the place
// between them.
func (s *sorter) divide(pivot lua.LValue, l, u int) int {
	i, j := l, u-1
	for {
		for i++; s.isLess(s.at(i), pivot); i++ {
			if i > u {
				s.L.RaiseError("invalid order function for sorting")
			}
		}
		for j--; s.isLess(pivot, s.at(j)); j-- {
			if j < l {
				s.L.RaiseError("invalid order function for sorting")
			}
		}
		if j < i {
			return i
		}
		s.swap(i, j)
	}
}

// at is an element; a wrong order function leads beyond the ends.
func (s *sorter) at(i int) lua.LValue {
	if i < 1 || i >= len(s.list) {
		return lua.LNil
	}
	return s.list[i]
}

// order swaps two that are in the wrong order.
func (s *sorter) order(i, j int) {
	if s.isLess(s.list[j], s.list[i]) {
		s.swap(i, j)
	}
}

func (s *sorter) swap(i, j int) { s.list[i], s.list[j] = s.list[j], s.list[i] }

func (s *sorter) isLess(x, y lua.LValue) bool {
	if s.less == nil {
		if a, ok := x.(lua.LNumber); ok {
			if b, ok := y.(lua.LNumber); ok {
				return a < b
			}
		}
		return s.L.LessThan(x, y)
	}
	s.L.Push(s.less)
	s.L.Push(x)
	s.L.Push(y)
	s.L.Call(2, 1)
	return lua.LVAsBool(internals(s.L).pop())
}
