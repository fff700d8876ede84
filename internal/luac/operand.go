package luac

import lua "github.com/yuin/gopher-lua"

// A place is where the value of an expression is, or what it comes from.
type place int

const (
	nothing place = iota // an empty list
	nilValue
	trueValue
	falseValue
	constant   // index among the constants
	numeral    // number, not among them yet
	local      // index of its register
	outerLocal // index of the upvalue
	global     // index of its name among the constants
	field      // index of the table's register, key
	comparison // index of the jump that is taken when it is true
	movable    // index of an instruction whose A says where the value goes
	register   // index of it
	call       // index of the call, whose results are to be counted
	varargs    // index of the instruction, likewise
)

// An operand is an expression while its code is made. Jumps out of it, of and,
// or and not, leave when it is true or false.
type operand struct {
	place           place
	index           int
	key             int // register or constant
	number          float64
	ifTrue, ifFalse jumps
}

func plain(p place, index int) operand {
	return operand{place: p, index: index, ifTrue: noJump, ifFalse: noJump}
}

func (e *operand) hasJumps() bool { return e.ifTrue != e.ifFalse }

func (e *operand) isNumeral() bool {
	return e.place == numeral && e.ifTrue == noJump && e.ifFalse == noJump
}

// isOpen tells whether an expression can have any number of values.
func (e *operand) isOpen() bool { return e.place == call || e.place == varargs }

// become gives an operand another place; its jumps stay.
func (e *operand) become(p place, index int) { e.place, e.index = p, index }

// setResults says how many values of an open expression are wanted, all with
// n < 0. Those of ... go to the free registers.
func (f *function) setResults(e *operand, n int) {
	switch e.place {
	case call:
		f.setC(e.index, n+1)
	case varargs:
		f.setB(e.index, n+1)
		f.setA(e.index, f.free)
		f.reserve(1)
	}
}

// oneResult cuts an open expression to one value.
func (f *function) oneResult(e *operand) {
	switch e.place {
	case call:
		e.become(register, f.at(e.index).a())
	case varargs:
		f.setB(e.index, 2)
		e.become(movable, e.index)
	}
}

// fetch emits what gets a variable's value, whose register is open if need be.
func (f *function) fetch(e *operand) {
	switch e.place {
	case local:
		e.place = register
	case outerLocal:
		e.become(movable, f.emit(abc(lua.OP_GETUPVAL, 0, e.index, 0)))
	case global:
		e.become(movable, f.emit(abx(lua.OP_GETGLOBAL, 0, e.index)))
	case field:
		f.release(e.key)
		f.release(e.index)
		op := lua.OP_GETTABLE
		if f.isString(e.key) {
			op = lua.OP_GETTABLEKS
		}
		e.become(movable, f.emit(abc(op, 0, e.index, e.key)))
	case call, varargs:
		f.oneResult(e)
	}
}

// load puts the value into a register, without what its jumps bring.
func (f *function) load(e *operand, to int) {
	f.fetch(e)
	switch e.place {
	case nilValue:
		f.loadNil(to, 1)
	case falseValue:
		f.emit(abc(lua.OP_LOADBOOL, to, 0, 0))
	case trueValue:
		f.emit(abc(lua.OP_LOADBOOL, to, 1, 0))
	case constant:
		f.emit(abx(lua.OP_LOADK, to, e.index))
	case numeral:
		f.emit(abx(lua.OP_LOADK, to, f.constant(lua.LNumber(e.number))))
	case movable:
		f.setResult(e.index, to)
	case register:
		if e.index != to {
			f.emit(abc(lua.OP_MOVE, to, e.index, 0))
		}
	default:
		return
	}
	e.become(register, to)
}

// setResult says where an instruction puts its value. Of ... it is always the
// last register in use: gopher-lua's interpreter drops those behind it.
func (f *function) setResult(pc, to int) {
	if f.at(pc).op() != lua.OP_VARARG || to == f.free-1 {
		f.setA(pc, to)
		return
	}
	f.need(1)
	f.setA(pc, f.free)
	f.emit(abc(lua.OP_MOVE, to, f.free, 0))
}

// put puts the value into a register.
func (f *function) put(e *operand, to int) {
	f.load(e, to)
	if e.place == comparison {
		f.join(&e.ifTrue, jumps(e.index))
	}
	if e.hasJumps() {
		loadFalse, loadTrue := -1, -1
		if f.lacksValue(e.ifTrue) || f.lacksValue(e.ifFalse) {
			over := noJump
			if e.place != comparison {
				over = f.jump()
			}
			f.label()
			loadFalse = f.emit(abc(lua.OP_LOADBOOL, to, 0, 1))
			f.label()
			loadTrue = f.emit(abc(lua.OP_LOADBOOL, to, 1, 0))
			f.jumpHere(over)
		}
		end := f.label()
		f.resolve(e.ifFalse, end, to, loadFalse)
		f.resolve(e.ifTrue, end, to, loadTrue)
	}
	*e = plain(register, to)
}

// push puts the value into the next register.
func (f *function) push(e *operand) {
	f.fetch(e)
	f.releaseOperand(e)
	f.reserve(1)
	f.put(e, f.free-1)
}

// inRegister puts the value into any register, and gives it.
func (f *function) inRegister(e *operand) int {
	f.fetch(e)
	if e.place == register {
		if !e.hasJumps() {
			return e.index
		}
		if e.index >= len(f.active) {
			f.put(e, e.index)
			return e.index
		}
	}
	f.push(e)
	return e.index
}

// settle gets the value where it is sure to stay: where it is, but for jumps.
func (f *function) settle(e *operand) {
	if e.hasJumps() {
		f.inRegister(e)
	} else {
		f.fetch(e)
	}
}

// asRK puts the value into a register, or among the constants where an
// instruction can name it.
func (f *function) asRK(e *operand) int {
	f.settle(e)
	switch e.place {
	case numeral, trueValue, falseValue, nilValue:
		if len(f.proto.Constants) > maxRK {
			break
		}
		e.become(constant, f.constant(e.value()))
		return e.index | constantBit
	case constant:
		if e.index <= maxRK {
			return e.index | constantBit
		}
	}
	return f.inRegister(e)
}

func (e *operand) value() lua.LValue {
	switch e.place {
	case trueValue:
		return lua.LTrue
	case falseValue:
		return lua.LFalse
	case nilValue:
		return lua.LNil
	}
	return lua.LNumber(e.number)
}

func (f *function) releaseOperand(e *operand) {
	if e.place == register {
		f.release(e.index)
	}
}
