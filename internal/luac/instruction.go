package luac

import lua "github.com/yuin/gopher-lua"

// The layout of an instruction, from its high bits: opcode 6, A 8, C 9, B 9
// (opcode.go of gopher-lua). Bx and sBx stand where C and B do.
const (
	maxA   = 1<<8 - 1
	maxC   = 1<<9 - 1
	maxBx  = 1<<18 - 1
	maxSBx = maxBx >> 1

	constantBit = 1 << 8 // marks a constant where it could be a register
	maxRK       = constantBit - 1
	noRegister  = maxA
)

// An instruction is a word of bytecode.
type instruction uint32

func abc(op, a, b, c int) instruction {
	return instruction(op<<26 | a<<18 | c<<9 | b)
}
func abx(op, a, bx int) instruction   { return instruction(op<<26 | a<<18 | bx) }
func asbx(op, a, sbx int) instruction { return abx(op, a, sbx+maxSBx) }

func (i instruction) op() int  { return int(i >> 26) }
func (i instruction) a() int   { return int(i>>18) & maxA }
func (i instruction) b() int   { return int(i) & maxC }
func (i instruction) c() int   { return int(i>>9) & maxC }
func (i instruction) bx() int  { return int(i) & maxBx }
func (i instruction) sbx() int { return i.bx() - maxSBx }

func (f *function) at(pc int) instruction     { return instruction(f.proto.Code[pc]) }
func (f *function) set(pc int, i instruction) { f.proto.Code[pc] = uint32(i) }

func (f *function) setA(pc, a int) { i := f.at(pc); f.set(pc, i&^(maxA<<18)|instruction(a<<18)) }
func (f *function) setB(pc, b int) { i := f.at(pc); f.set(pc, i&^maxC|instruction(b)) }
func (f *function) setC(pc, c int) { i := f.at(pc); f.set(pc, i&^(maxC<<9)|instruction(c<<9)) }

// isTest tells whether a jump follows that is taken or passed.
func (i instruction) isTest() bool {
	switch i.op() {
	case lua.OP_EQ, lua.OP_LT, lua.OP_LE, lua.OP_TEST, lua.OP_TESTSET, lua.OP_TFORLOOP:
		return true
	}
	return false
}

// emit adds an instruction, whose line is that of the last token passed, and
// gives its place.
func (f *function) emit(i instruction) int {
	f.land()
	f.proto.Code = append(f.proto.Code, uint32(i))
	f.proto.DbgSourcePositions = append(f.proto.DbgSourcePositions, f.lx.lastLine)
	return len(f.proto.Code) - 1
}

// pc is where the next instruction goes.
func (f *function) pc() int { return len(f.proto.Code) }

// setLine changes the line of the last instruction.
func (f *function) setLine(line int) { f.proto.DbgSourcePositions[f.pc()-1] = line }

// loadNil sets n registers to nil, by the instruction before if it can be.
func (f *function) loadNil(first, n int) {
	last := first + n - 1
	if f.pc() > f.lastTarget {
		if f.pc() == 0 {
			if first >= len(f.active) {
				return // registers are nil when a function begins
			}
		} else if i := f.at(f.pc() - 1); i.op() == lua.OP_LOADNIL && i.a() <= first && first <= i.b()+1 {
			f.setB(f.pc()-1, max(last, i.b()))
			return
		}
	}
	f.emit(abc(lua.OP_LOADNIL, first, last, 0))
}

// ret returns n values from a register on, all up to the top with n < 0.
func (f *function) ret(first, n int) { f.emit(abc(lua.OP_RETURN, first, n+1, 0)) }

// optimize shortens jumps to jumps, and marks runs of moves as one.
func (f *function) optimize() {
	const chain = 5
	code := f.proto.Code
	moves := 0 // a run that ends before pc
	for pc := 0; pc <= len(code); pc++ {
		op := -1
		if pc < len(code) {
			op = f.at(pc).op()
		}
		if op == lua.OP_MOVE {
			moves++
			continue
		}
		if moves > 1 {
			first := f.at(pc - moves)
			f.set(pc-moves, abc(lua.OP_MOVEN, first.a(), first.b(), min(moves-1, maxC)))
		}
		moves = 0
		switch op {
		case lua.OP_CLOSURE:
			pc += int(f.proto.FunctionPrototypes[f.at(pc).bx()].NumUpvalues)
		case lua.OP_SETLIST:
			if f.at(pc).c() == 0 {
				pc++
			}
		case lua.OP_JMP:
			target := f.destination(pc)
			for n := 0; n < chain && target < len(code) && f.at(target).op() == lua.OP_JMP; n++ {
				target = f.destination(target)
			}
			if d := target - pc - 1; -maxSBx <= d && d <= maxSBx {
				f.set(pc, asbx(lua.OP_JMP, 0, d))
			}
		}
	}
}
