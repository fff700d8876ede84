package luac

import lua "github.com/yuin/gopher-lua"

// A binary operator binds to its left and to its right so strongly.
type binary struct{ op, left, right int }

// Operators that are no single instruction. Those of comparisons are marked
// with what it must give.
const (
	opAnd = -1 - iota
	opOr
	opNotEqual
	opGreater
	opGreaterEqual
)

const unaryPriority = 8

func (k kind) binary() (binary, bool) {
	switch k {
	case '+':
		return binary{lua.OP_ADD, 6, 6}, true
	case '-':
		return binary{lua.OP_SUB, 6, 6}, true
	case '*':
		return binary{lua.OP_MUL, 7, 7}, true
	case '/':
		return binary{lua.OP_DIV, 7, 7}, true
	case '%':
		return binary{lua.OP_MOD, 7, 7}, true
	case '^':
		return binary{lua.OP_POW, 10, 9}, true
	case tokConcat:
		return binary{lua.OP_CONCAT, 5, 4}, true
	case tokEq:
		return binary{lua.OP_EQ, 3, 3}, true
	case tokNe:
		return binary{opNotEqual, 3, 3}, true
	case '<':
		return binary{lua.OP_LT, 3, 3}, true
	case tokLe:
		return binary{lua.OP_LE, 3, 3}, true
	case '>':
		return binary{opGreater, 3, 3}, true
	case tokGe:
		return binary{opGreaterEqual, 3, 3}, true
	case tokAnd:
		return binary{opAnd, 2, 2}, true
	case tokOr:
		return binary{opOr, 1, 1}, true
	}
	return binary{}, false
}

// left readies the left operand, before the right one is read.
func (f *function) left(op int, e *operand) {
	switch op {
	case opAnd:
		f.goIfTrue(e)
	case opOr:
		f.goIfFalse(e)
	case lua.OP_CONCAT:
		f.push(e)
	case lua.OP_EQ, lua.OP_LT, lua.OP_LE, opNotEqual, opGreater, opGreaterEqual:
		f.asRK(e)
	default:
		if !e.isNumeral() { // it could be folded
			f.asRK(e)
		}
	}
}

// apply makes one operand of two.
func (f *function) apply(op int, a, b *operand) {
	switch op {
	case opAnd:
		f.fetch(b)
		f.join(&b.ifFalse, a.ifFalse)
		*a = *b
	case opOr:
		f.fetch(b)
		f.join(&b.ifTrue, a.ifTrue)
		*a = *b
	case lua.OP_CONCAT:
		f.settle(b)
		if b.place == movable && f.at(b.index).op() == lua.OP_CONCAT {
			f.releaseOperand(a)
			f.setB(b.index, a.index)
			a.become(movable, b.index)
			return
		}
		f.push(b)
		f.arithmetic(op, a, b)
	case lua.OP_EQ, lua.OP_LT, lua.OP_LE:
		f.compare(op, 1, a, b)
	case opNotEqual:
		f.compare(lua.OP_EQ, 0, a, b)
	case opGreater:
		f.compare(lua.OP_LT, 0, a, b)
	case opGreaterEqual:
		f.compare(lua.OP_LE, 0, a, b)
	default:
		f.arithmetic(op, a, b)
	}
}

// arithmetic emits an instruction for two operands.
func (f *function) arithmetic(op int, a, b *operand) {
	if fold(op, a, b) {
		return
	}
	y := f.asRK(b)
	x := f.asRK(a)
	f.releaseOperand(a)
	f.releaseOperand(b)
	a.become(movable, f.emit(abc(op, 0, x, y)))
}

// compare emits a comparison. Greater is less the other way around.
func (f *function) compare(op, want int, a, b *operand) {
	x, y := f.asRK(a), f.asRK(b)
	f.releaseOperand(a)
	f.releaseOperand(b)
	if want == 0 && op != lua.OP_EQ {
		x, y, want = y, x, 1
	}
	a.become(comparison, int(f.test(op, want, x, y)))
}

// prefix applies a unary operator.
func (f *function) prefix(k kind, e *operand) {
	switch k {
	case '-':
		zero := plain(numeral, 0)
		if fold(lua.OP_UNM, e, &zero) {
			return
		}
		f.unary(lua.OP_UNM, e)
	case '#':
		f.unary(lua.OP_LEN, e)
	case tokNot:
		f.not(e)
	}
}

func (f *function) unary(op int, e *operand) {
	from := f.inRegister(e)
	f.releaseOperand(e)
	e.become(movable, f.emit(abc(op, 0, from, 0)))
}

func (f *function) not(e *operand) {
	f.fetch(e)
	switch e.place {
	case nilValue, falseValue:
		e.place = trueValue
	case constant, numeral, trueValue:
		e.place = falseValue
	case comparison:
		f.invert(e)
	default:
		f.anyRegister(e)
		f.releaseOperand(e)
		e.become(movable, f.emit(abc(lua.OP_NOT, 0, e.index, 0)))
	}
	e.ifTrue, e.ifFalse = e.ifFalse, e.ifTrue
	f.storeNothing(e.ifTrue)
	f.storeNothing(e.ifFalse)
}

// anyRegister gets a value into a register, whatever its jumps.
func (f *function) anyRegister(e *operand) {
	if e.place != register {
		f.reserve(1)
		f.load(e, f.free-1)
	}
}

// invert makes a comparison jump when it is false.
func (f *function) invert(e *operand) {
	pc := f.decider(jumps(e.index))
	f.setA(pc, 1-f.at(pc).a())
}

// goIfTrue lets only a true value come to the next instruction.
func (f *function) goIfTrue(e *operand) {
	f.fetch(e)
	out := noJump
	switch e.place {
	case constant, numeral, trueValue:
	case comparison:
		f.invert(e)
		out = jumps(e.index)
	default:
		out = f.jumpWhen(e, 0)
	}
	f.add(&e.ifFalse, out)
	f.jumpHere(e.ifTrue)
	e.ifTrue = noJump
}

// goIfFalse lets only a false value come to the next instruction.
func (f *function) goIfFalse(e *operand) {
	f.fetch(e)
	out := noJump
	switch e.place {
	case nilValue, falseValue:
	case comparison:
		out = jumps(e.index)
	default:
		out = f.jumpWhen(e, 1)
	}
	f.add(&e.ifTrue, out)
	f.jumpHere(e.ifFalse)
	e.ifFalse = noJump
}

// jumpWhen emits a jump that is taken when a value is true (1) or false (0).
func (f *function) jumpWhen(e *operand, want int) jumps {
	if e.place == movable {
		if i := f.at(e.index); i.op() == lua.OP_NOT {
			f.proto.Code = f.proto.Code[:e.index]
			f.proto.DbgSourcePositions = f.proto.DbgSourcePositions[:e.index]
			return f.test(lua.OP_TEST, i.b(), 0, 1-want)
		}
	}
	f.anyRegister(e)
	f.releaseOperand(e)
	return f.test(lua.OP_TESTSET, noRegister, e.index, want)
}
