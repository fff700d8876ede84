package luac

import lua "github.com/yuin/gopher-lua"

func (p *parser) whileStatement(line int) {
	p.next()
	start := p.label()
	exit := p.condition()
	p.enter(true)
	p.pass(tokDo)
	p.inBlock()
	p.jumpTo(p.jump(), start)
	p.closes(tokEnd, tokWhile, line)
	p.leave()
	p.jumpHere(exit)
}

func (p *parser) repeatStatement(line int) {
	start := p.label()
	p.enter(true)
	scope := p.enter(false)
	p.next()
	p.chunk()
	p.closes(tokUntil, tokRepeat, line)
	again := p.condition() // the block's locals are in scope
	if scope.captured {
		p.breakLoop()
		p.jumpHere(again)
		p.leave()
		p.jumpTo(p.jump(), start)
	} else {
		p.leave()
		p.jumpTo(again, start)
	}
	p.leave()
}

func (p *parser) forStatement(line int) {
	p.enter(true)
	p.next()
	name := p.name()
	switch p.current.kind {
	case '=':
		p.numericFor(name, line)
	case ',', tokIn:
		p.genericFor(name)
	default:
		p.unexpected("'=' or 'in' expected")
	}
	p.closes(tokEnd, tokFor, line)
	p.leave()
}

func (p *parser) numericFor(name string, line int) {
	base := p.free
	p.declare("(for index)")
	p.declare("(for limit)")
	p.declare("(for step)")
	p.declare(name)
	p.pass('=')
	p.pushed()
	p.pass(',')
	p.pushed()
	if p.accept(',') {
		p.pushed()
	} else {
		one := plain(numeral, 0)
		one.number = 1
		p.push(&one)
	}
	p.startScope(3)
	p.pass(tokDo)
	prepare := p.emit(asbx(lua.OP_FORPREP, base, int(noJump)))
	p.loopBody(1)
	p.setTarget(prepare, p.label())
	end := p.emit(asbx(lua.OP_FORLOOP, base, int(noJump)))
	p.setLine(line)
	p.setTarget(end, prepare+1)
}

// pushed reads an expression into the next register.
func (p *parser) pushed() {
	e := p.expression()
	p.push(&e)
}

func (p *parser) genericFor(name string) {
	base := p.free
	p.declare("(for generator)")
	p.declare("(for state)")
	p.declare("(for control)")
	p.declare(name)
	n := 1
	for p.accept(',') {
		p.declare(p.name())
		n++
	}
	p.pass(tokIn)
	line := p.line
	count, last := p.list()
	p.adjust(3, count, &last)
	p.need(3) // to call the generator
	p.startScope(3)
	p.pass(tokDo)
	prepare := p.jump()
	p.loopBody(n)
	p.jumpHere(prepare)
	p.emit(abc(lua.OP_TFORLOOP, base, 0, n))
	p.setLine(line)
	p.jumpTo(p.jump(), int(prepare)+1)
}

// loopBody reads the block of a for loop with n variables.
func (p *parser) loopBody(n int) {
	p.enter(false)
	p.startScope(n)
	p.reserve(n)
	p.inBlock()
	p.leave()
}
