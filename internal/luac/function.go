package luac

import (
	"fmt"

	lua "github.com/yuin/gopher-lua"
)

// Limits of luaconf.h and lparser.c.
const (
	maxLocals    = 200
	maxUpvalues  = 60
	maxRegisters = 250
	maxDeclared  = 1<<15 - 1
)

// A function is one whose code is being made.
type function struct {
	lx         *lexer
	outer      *function
	proto      *lua.FunctionProto
	block      *block
	active     []*lua.DbgLocalInfo // the locals in scope, by register
	declared   []*lua.DbgLocalInfo // those about to be
	free       int                 // the first free register
	upvalues   []upvalue
	strings    map[string]int // constants
	others     map[lua.LValue]int
	landing    jumps // jumps to the next instruction
	lastTarget int   // what is before it must stay as it is
	isLine     bool  // the locals of its outermost block are a session's
}

// An upvalue is a local of the function around, or an upvalue of that.
type upvalue struct {
	isLocal bool
	index   int
}

func newFunction(lx *lexer, outer *function, line int) *function {
	p := &lua.FunctionProto{LineDefined: line, NumUsedRegisters: 2}
	p.DbgCalls = []lua.DbgCall{{Name: lx.chunk, Pc: noCall}}
	if outer == nil {
		p.SourceName = shown(lx.chunk, sizeRunning)
	} else {
		p.SourceName = outer.proto.SourceName
	}
	return &function{lx: lx, outer: outer, proto: p, landing: noJump, lastTarget: -1}
}

// finish completes the prototype.
func (f *function) finish() *lua.FunctionProto {
	f.endScope(0)
	f.ret(0, 0)
	f.optimize()
	f.proto.NumUpvalues = uint8(len(f.upvalues))
	return f.proto
}

// limit ends the compilation when a function has too many of something.
func (f *function) limit(n, most int, what string) {
	if n <= most {
		return
	}
	where := fmt.Sprintf("function at line %d", f.proto.LineDefined)
	if f.proto.LineDefined == 0 {
		where = "main function"
	}
	f.lx.fail(fmt.Sprintf("%s has more than %d %s", where, most, what))
}

// reserve takes n registers.
func (f *function) reserve(n int) {
	f.need(n)
	f.free += n
}

// need makes sure that n more registers are there.
func (f *function) need(n int) {
	top := f.free + n
	if top <= int(f.proto.NumUsedRegisters) {
		return
	}
	if top >= maxRegisters {
		f.lx.unexpected("function or expression too complex")
	}
	f.proto.NumUsedRegisters = uint8(top)
}

// release gives a register back if it is no local's.
func (f *function) release(register int) {
	if register&constantBit == 0 && register >= len(f.active) {
		f.free--
	}
}

// stringConstant is the index of a string among the constants.
func (f *function) stringConstant(s string) int {
	k, ok := f.strings[s]
	if !ok {
		k = f.addConstant(lua.LString(s))
		if f.strings == nil {
			f.strings = make(map[string]int)
		}
		f.strings[s] = k
	}
	return k
}

// constant is the index of a value that is no string. 0 and -0 are one, as in
// lua5.1.
func (f *function) constant(v lua.LValue) int {
	k, ok := f.others[v]
	if !ok {
		k = f.addConstant(v)
		if f.others == nil {
			f.others = make(map[lua.LValue]int)
		}
		f.others[v] = k
	}
	return k
}

func (f *function) addConstant(v lua.LValue) int {
	k := len(f.proto.Constants)
	if k > maxBx {
		panic(&Error{Message: "constant table overflow"})
	}
	f.proto.Constants = append(f.proto.Constants, v)
	return k
}

// closure is the operand of a function in the one around it.
func (f *function) closure(p *lua.FunctionProto, upvalues []upvalue) operand {
	n := len(f.proto.FunctionPrototypes)
	if n > maxBx {
		panic(&Error{Message: "constant table overflow"})
	}
	f.proto.FunctionPrototypes = append(f.proto.FunctionPrototypes, p)
	pc := f.emit(abx(lua.OP_CLOSURE, 0, n))
	for _, u := range upvalues {
		op := lua.OP_GETUPVAL
		if u.isLocal {
			op = lua.OP_MOVE
		}
		f.emit(abc(op, 0, u.index, 0))
	}
	return plain(movable, pc)
}
