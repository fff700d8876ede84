package luac

import lua "github.com/yuin/gopher-lua"

// store assigns a value to a variable.
func (f *function) store(variable, value *operand) {
	switch variable.place {
	case local:
		f.releaseOperand(value)
		f.put(value, variable.index)
		return
	case outerLocal:
		f.emit(abc(lua.OP_SETUPVAL, f.inRegister(value), variable.index, 0))
	case global:
		f.emit(abx(lua.OP_SETGLOBAL, f.inRegister(value), variable.index))
	case field:
		f.setField(variable.index, variable.key, f.asRK(value))
	}
	f.releaseOperand(value)
}

func (f *function) setField(table, key, value int) {
	op := lua.OP_SETTABLE
	if f.isString(key) {
		op = lua.OP_SETTABLEKS
	}
	f.emit(abc(op, table, key, value))
}

// index makes a field of what is in a register.
func (f *function) index(e, key *operand) {
	e.key = f.asRK(key)
	e.place = field
}

// method emits the fetching of a method, and leaves room for it and its object.
func (f *function) method(e *operand, name string) {
	f.inRegister(e)
	f.releaseOperand(e)
	to := f.free
	f.reserve(2)
	key := plain(constant, f.stringConstant(name))
	f.emit(abc(lua.OP_SELF, to, e.index, f.asRK(&key)))
	f.releaseOperand(&key)
	e.become(register, to)
}

// isString tells whether a key is a constant string, for which there are
// instructions of their own.
func (f *function) isString(key int) bool {
	if key&constantBit == 0 {
		return false
	}
	_, ok := f.proto.Constants[key&^constantBit].(lua.LString)
	return ok
}
