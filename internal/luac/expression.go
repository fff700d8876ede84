package luac

import lua "github.com/yuin/gopher-lua"

// list reads expressions. All but the last go to registers.
func (p *parser) list() (n int, last operand) {
	n, last = 1, p.expression()
	for p.accept(',') {
		p.push(&last)
		last = p.expression()
		n++
	}
	return n, last
}

func (p *parser) expression() operand { return p.above(0) }

// above reads an expression whose operators bind more strongly than a limit.
func (p *parser) above(limit int) operand {
	p.descend()
	var e operand
	switch k := p.current.kind; k {
	case '-', '#', tokNot:
		p.next()
		e = p.above(unaryPriority)
		p.prefix(k, &e)
	default:
		e = p.simple()
	}
	for {
		b, ok := p.current.kind.binary()
		if !ok || b.left <= limit {
			break
		}
		p.next()
		p.left(b.op, &e)
		right := p.above(b.right)
		p.apply(b.op, &e, &right)
	}
	p.depth--
	return e
}

func (p *parser) simple() operand {
	var e operand
	switch p.current.kind {
	case tokNumber:
		e = plain(numeral, 0)
		e.number = p.current.number
	case tokString:
		e = plain(constant, p.stringConstant(p.current.text))
	case tokNil:
		e = plain(nilValue, 0)
	case tokTrue:
		e = plain(trueValue, 0)
	case tokFalse:
		e = plain(falseValue, 0)
	case tokDots:
		if p.proto.IsVarArg == 0 {
			p.unexpected("cannot use '...' outside a vararg function")
		}
		p.proto.IsVarArg &^= lua.VarArgNeedsArg
		e = plain(varargs, p.emit(abc(lua.OP_VARARG, 0, 1, 0)))
	case '{':
		return p.constructor()
	case tokFunction:
		p.next()
		return p.body(false, p.line)
	default:
		return p.primary()
	}
	p.next()
	return e
}

// primary reads a variable, an expression in parentheses, or a call.
func (p *parser) primary() operand {
	e := p.stem()
	for {
		switch p.current.kind {
		case '.':
			p.field(&e)
		case '[':
			p.inRegister(&e)
			key := p.key()
			p.index(&e, &key)
		case ':':
			p.next()
			name := p.name()
			p.method(&e, name)
			p.arguments(&e, name)
		case '(', tokString, '{':
			name := p.nameOf(&e)
			p.push(&e)
			p.arguments(&e, name)
		default:
			return e
		}
	}
}

// stem reads what a primary expression begins with.
func (p *parser) stem() operand {
	switch p.current.kind {
	case tokName:
		return p.variable(p.name())
	case '(':
		line := p.line
		p.next()
		e := p.expression()
		p.closes(')', '(', line)
		p.fetch(&e)
		return e
	}
	p.unexpected("unexpected symbol")
	return operand{}
}

// field reads .name
func (p *parser) field(e *operand) {
	p.inRegister(e)
	p.next()
	key := plain(constant, p.stringConstant(p.name()))
	p.index(e, &key)
}

// key reads [expression]
func (p *parser) key() operand {
	p.next()
	e := p.expression()
	p.settle(&e)
	p.pass(']')
	return e
}
