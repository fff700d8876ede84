package lua51

import (
	"unsafe"

	lua "github.com/yuin/gopher-lua"
)

// gopher-lua's machine looks each instruction up in a table. Those that it does
// otherwise than Lua 5.1 are replaced there, for all states of the process.
//
//go:linkname jumpTable github.com/yuin/gopher-lua.jumpTable
var jumpTable [lua.OP_NOP + 1]operation

// operation carries an instruction out. 1 ends the machine's loop.
type operation = func(L *lua.LState, i instruction, base *callFrame) int

func installVM() {
	gopherCall, jumpTable[lua.OP_CALL] = jumpTable[lua.OP_CALL], call
	gopherReturn, jumpTable[lua.OP_RETURN] = jumpTable[lua.OP_RETURN], leave
	gopherSelf, jumpTable[lua.OP_SELF] = jumpTable[lua.OP_SELF], method
	gopherIndex, jumpTable[lua.OP_GETTABLE] = jumpTable[lua.OP_GETTABLE], index
	gopherField, jumpTable[lua.OP_GETTABLEKS] = jumpTable[lua.OP_GETTABLEKS], field
	gopherSetIndex, jumpTable[lua.OP_SETTABLE] = jumpTable[lua.OP_SETTABLE], setIndex
	gopherSetField, jumpTable[lua.OP_SETTABLEKS] = jumpTable[lua.OP_SETTABLEKS], setField
	jumpTable[lua.OP_ADD] = add
	jumpTable[lua.OP_SUB] = subtract
	jumpTable[lua.OP_MUL] = multiply
	jumpTable[lua.OP_DIV] = divide
	jumpTable[lua.OP_MOD] = modulo
	jumpTable[lua.OP_POW] = power
	jumpTable[lua.OP_UNM] = negate
	jumpTable[lua.OP_LEN] = length
	jumpTable[lua.OP_CONCAT] = concatenate
	jumpTable[lua.OP_FORPREP] = prepareFor
	jumpTable[lua.OP_FORLOOP] = loopFor
}

// instruction is six bits of operation code and the operands: A of 8, C and B of
// 9 bits, or Bx of 18.
type instruction uint32

const (
	maxSbx = 1<<17 - 1
	isK    = 1 << 8 // in an operand: a constant, else a register
)

func (i instruction) op() int  { return int(i >> 26) }
func (i instruction) a() int   { return int(i>>18) & 0xff }
func (i instruction) b() int   { return int(i & 0x1ff) }
func (i instruction) c() int   { return int(i>>9) & 0x1ff }
func (i instruction) bx() int  { return int(i & 0x3ffff) }
func (i instruction) sbx() int { return int(i&0x3ffff) - maxSbx }

// rk is the value of an operand: a register's or a constant.
func (s *state) rk(operand int) lua.LValue {
	if operand&isK != 0 {
		return s.currentFrame.Fn.Proto.Constants[operand&^isK]
	}
	return s.reg.array[s.currentFrame.LocalBase+operand]
}

// register is the register of an operand.
func (s *state) register(operand int) int { return s.currentFrame.LocalBase + operand }

func (s *state) set(register int, v lua.LValue) {
	r := s.reg
	if register >= len(r.array) {
		s.lua().SetTop(register + 1 - s.currentFrame.LocalBase) // makes room
	}
	r.array[register] = v
	if register >= r.top {
		r.top = register + 1
	}
}

func (s *state) setNumber(register int, x float64) { s.set(register, box(&s.reg.alloc.fptrs, x)) }

func (s *state) lua() *lua.LState { return (*lua.LState)(unsafe.Pointer(s)) }
