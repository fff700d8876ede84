package lua51

import lua "github.com/yuin/gopher-lua"

// variable is what the source calls a value: a kind (local, global, upvalue,
// field, method) and a name. The zero variable is a value without a name.
type variable struct {
	kind, name string
	holder     int // of a field or method: the register that it was taken from
	pc         int // and by which instruction
}

// variableIn is what the source calls the value that a register has when the
// instruction at pc runs (getobjname in ldebug.c).
func variableIn(p *lua.FunctionProto, register, pc int) variable {
	if name := localIn(p, register, pc); name != "" {
		return variable{kind: "local", name: name}
	}
	at := setter(p, register, pc)
	if at < 0 {
		return variable{}
	}
	i := instruction(p.Code[at])
	switch i.op() {
	case lua.OP_GETGLOBAL:
		return variable{kind: "global", name: constantName(p, i.bx())}
	case lua.OP_MOVE, lua.OP_MOVEN:
		if i.b() < i.a() {
			return variableIn(p, i.b(), at)
		}
	case lua.OP_GETTABLE, lua.OP_GETTABLEKS:
		return variable{"field", operandName(p, i.c()), i.b(), at}
	case lua.OP_SELF:
		return variable{"method", operandName(p, i.c()), i.b(), at}
	case lua.OP_GETUPVAL:
		if i.b() < len(p.DbgUpvalues) {
			return variable{kind: "upvalue", name: p.DbgUpvalues[i.b()]}
		}
	}
	return variable{}
}

// localIn is the local variable that lives in a register at pc.
func localIn(p *lua.FunctionProto, register, pc int) string {
	for _, l := range p.DbgLocals {
		if l.StartPc > pc {
			break
		}
		if pc < l.EndPc {
			if register == 0 {
				return l.Name
			}
			register--
		}
	}
	return ""
}

func operandName(p *lua.FunctionProto, operand int) string {
	if operand&isK == 0 {
		return "?"
	}
	return constantName(p, operand&^isK)
}

func constantName(p *lua.FunctionProto, n int) string {
	if s, ok := p.Constants[n].(lua.LString); ok {
		return string(s)
	}
	return "?"
}

// setter is the last instruction before pc that gives a register its value, or
// -1 (symbexec in ldebug.c).
func setter(p *lua.FunctionProto, register, pc int) int {
	last := -1
	for at := 0; at < pc; at++ {
		i := instruction(p.Code[at])
		a, sets := i.a(), false
		next := at
		switch i.op() {
		case lua.OP_MOVE, lua.OP_MOVEN, lua.OP_LOADK, lua.OP_LOADBOOL, lua.OP_GETUPVAL, lua.OP_GETGLOBAL,
			lua.OP_GETTABLE, lua.OP_GETTABLEKS, lua.OP_NEWTABLE, lua.OP_ADD, lua.OP_SUB, lua.OP_MUL, lua.OP_DIV,
			lua.OP_MOD, lua.OP_POW, lua.OP_UNM, lua.OP_NOT, lua.OP_LEN, lua.OP_CONCAT, lua.OP_TEST, lua.OP_TESTSET:
			sets = register == a
		case lua.OP_LOADNIL:
			sets = a <= register && register <= i.b()
		case lua.OP_SELF:
			sets = register == a || register == a+1
		case lua.OP_CALL, lua.OP_TAILCALL, lua.OP_VARARG:
			sets = register >= a
		case lua.OP_TFORLOOP:
			sets = register >= a+2
		case lua.OP_CLOSURE:
			sets = register == a
			next += int(p.FunctionPrototypes[i.bx()].NumUpvalues) // what it captures follows
		case lua.OP_SETLIST:
			if i.c() == 0 {
				next++ // the count follows
			}
		case lua.OP_FORPREP, lua.OP_FORLOOP:
			sets = register == a || register == a+3
			next = forward(at, i, pc)
		case lua.OP_JMP:
			next = forward(at, i, pc)
		}
		if sets {
			last = at
		}
		at = next
	}
	return last
}

// forward follows a jump that does not go beyond pc.
func forward(at int, i instruction, pc int) int {
	if target := at + 1 + i.sbx(); at < target && target <= pc {
		return target - 1
	}
	return at
}

// callee is what the source calls the function of a frame, by the instruction
// that called it (getfuncname in ldebug.c).
func callee(f *callFrame) variable {
	caller := f.Parent
	if caller == nil || caller.Fn.IsG || !f.Fn.IsG && f.TailCall > 0 || caller.Pc == 0 {
		return variable{}
	}
	p, pc := caller.Fn.Proto, caller.Pc-1
	switch i := instruction(p.Code[pc]); i.op() {
	case lua.OP_CALL, lua.OP_TAILCALL, lua.OP_TFORLOOP:
		return variableIn(p, i.a(), pc)
	}
	return variable{}
}
