package luac

import lua "github.com/yuin/gopher-lua"

// nameOf is what a traceback calls a function that is called so.
func (p *parser) nameOf(e *operand) string {
	switch e.place {
	case local:
		return p.active[e.index].Name
	case outerLocal:
		return p.proto.DbgUpvalues[e.index]
	case global:
		return p.proto.Constants[e.index].String()
	case field:
		if p.isString(e.key) {
			return p.proto.Constants[e.key&^constantBit].String()
		}
	}
	return "?"
}

// arguments reads those of a call and emits it.
func (p *parser) arguments(e *operand, name string) {
	args, line := plain(nothing, 0), p.line
	switch p.current.kind {
	case '(':
		if line != p.lastLine {
			p.unexpected("ambiguous syntax (function call x new statement)")
		}
		p.next()
		if p.current.kind != ')' {
			_, args = p.list()
			p.setResults(&args, -1)
		}
		p.closes(')', '(', line)
	case '{':
		args = p.constructor()
	case tokString:
		args = plain(constant, p.stringConstant(p.current.text))
		p.next()
	default:
		p.unexpected("function arguments expected")
	}
	base, n := e.index, -1
	if !args.isOpen() {
		if args.place != nothing {
			p.push(&args)
		}
		n = p.free - (base + 1)
	}
	*e = plain(call, p.emit(abc(lua.OP_CALL, base, n+1, 2)))
	p.setLine(line)
	p.proto.DbgCalls = append(p.proto.DbgCalls, lua.DbgCall{Name: name, Pc: e.index})
	p.free = base + 1 // its results are counted later
}

// body reads the parameters and the block of a function that begins in a line.
func (p *parser) body(isMethod bool, line int) operand {
	p.function = newFunction(p.lexer, p.function, line)
	p.pass('(')
	if isMethod {
		p.declare("self")
		p.startScope(1)
	}
	p.parameters()
	p.pass(')')
	p.chunk()
	p.proto.LastLineDefined = p.line
	p.closes(tokEnd, tokFunction, line)
	inner := p.function
	proto := inner.finish()
	p.function = inner.outer
	return p.closure(proto, inner.upvalues)
}

func (p *parser) parameters() {
	hidden := 0
	for more := p.current.kind != ')'; more; more = hidden == 0 && p.accept(',') {
		switch p.current.kind {
		case tokName:
			p.declare(p.name())
		case tokDots:
			p.next()
			p.declare("arg") // Lua 5.0's table, made where ... is not used
			hidden = 1
			p.proto.IsVarArg = lua.VarArgHasArg | lua.VarArgNeedsArg | lua.VarArgIsVarArg
		default:
			p.unexpected("<name> or '...' expected")
		}
	}
	p.startScope(len(p.declared))
	p.proto.NumParameters = uint8(len(p.active) - hidden)
	p.reserve(len(p.active))
}
