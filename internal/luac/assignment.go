package luac

import lua "github.com/yuin/gopher-lua"

// expressionStatement reads a call or an assignment.
func (p *parser) expressionStatement() {
	e := p.primary()
	if e.place == call {
		p.setC(e.index, 1) // no results
		return
	}
	p.assignment([]operand{e})
}

// assignment reads the rest of one, after its first targets. It calls itself
// for each, so their number is bounded.
func (p *parser) assignment(targets []operand) {
	for {
		if t := targets[len(targets)-1].place; t < local || t > field {
			p.unexpected("syntax error")
		}
		if !p.accept(',') {
			break
		}
		e := p.primary()
		if e.place == local {
			p.protect(targets, e.index)
		}
		p.limit(len(targets), maxDepth-p.depth, "variables in assignment")
		targets = append(targets, e)
	}
	p.pass('=')
	n, last := p.list()
	if n == len(targets) {
		p.oneResult(&last)
	} else {
		p.adjust(len(targets), n, &last)
		if n > len(targets) {
			p.free -= n - len(targets)
		}
		last = plain(register, p.free-1)
	}
	for i := len(targets) - 1; i >= 0; i-- {
		p.store(&targets[i], &last)
		last = plain(register, p.free-1)
	}
}

// protect keeps a local, for the targets that are its fields or have it as key,
// from the assignment to it.
func (p *parser) protect(targets []operand, index int) {
	copied := p.free
	conflict := false
	for i := range targets {
		t := &targets[i]
		if t.place != field {
			continue
		}
		if t.index == index {
			conflict, t.index = true, copied
		}
		if t.key == index {
			conflict, t.key = true, copied
		}
	}
	if conflict {
		p.emit(abc(lua.OP_MOVE, copied, index, 0))
		p.reserve(1)
	}
}
