package lua51

import (
	"sync"
	"sync/atomic"
	"unsafe"

	lua "github.com/yuin/gopher-lua"
)

// A script that runs looks at no flag: it would cost each script for the few that
// must be stopped. To stop one, the instructions that every loop goes through are
// exchanged for ones that look, for as long as somebody is to be stopped.

// loops are those instructions.
var loops = [...]int{lua.OP_JMP, lua.OP_FORLOOP, lua.OP_TFORLOOP, lua.OP_CALL, lua.OP_TAILCALL}

// interrupts are who is to be stopped, and the instructions as they were.
type interrupts struct {
	mu       sync.Mutex
	actions  map[*lua.Global]func(L *lua.LState)
	ordinary [len(loops)]operation
	looking  [len(loops)]operation
}

var stopping interrupts

// Interrupt may be called beside a script that runs: at its next jump, loop or
// call, or soon in the match of a pattern, the script's goroutine calls action,
// which raises an error or ends the goroutine; if it returns, it is called again
// at the next. That goes on, in all coroutines of the state, until the function
// that Interrupt gives is called.
func Interrupt(L *lua.LState, action func(L *lua.LState)) (done func()) {
	s := &stopping
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.actions) == 0 {
		s.actions = map[*lua.Global]func(*lua.LState){}
		for n, op := range loops {
			s.ordinary[n] = jumpTable[op]
			s.looking[n] = s.look(n)
			exchange(op, s.looking[n])
		}
	}
	s.actions[L.G] = action
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.actions, L.G)
		if len(s.actions) == 0 {
			for n, op := range loops {
				exchange(op, s.ordinary[n])
			}
		}
	}
}

// look is an instruction that looks first.
func (s *interrupts) look(n int) operation {
	ordinary := s.ordinary[n]
	return func(L *lua.LState, i instruction, base *callFrame) int {
		s.attend(L)
		return ordinary(L, i, base)
	}
}

// attend calls the action for a state, if there is one. Functions of the libraries
// that may take very long call it now and then.
func (s *interrupts) attend(L *lua.LState) {
	s.mu.Lock()
	action := s.actions[L.G]
	s.mu.Unlock()
	if action != nil {
		action(L)
	}
}

// exchange sets an entry of the table while machines read it: a function is one
// word, and old or new, either will do.
func exchange(op int, f operation) {
	atomic.StorePointer((*unsafe.Pointer)(unsafe.Pointer(&jumpTable[op])), *(*unsafe.Pointer)(unsafe.Pointer(&f)))
}
