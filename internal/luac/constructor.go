package luac

import lua "github.com/yuin/gopher-lua"

// constructor reads a table.
func (p *parser) constructor() operand {
	line := p.line
	pc := p.emit(abc(lua.OP_NEWTABLE, 0, 0, 0))
	table := plain(movable, pc)
	p.push(&table)
	items, fields := 0, 0
	waiting := 0 // items in registers
	item := plain(nothing, 0)
	p.pass('{')
	for p.current.kind != '}' {
		if item.place != nothing {
			p.push(&item)
			item.place = nothing
			if waiting == lua.FieldsPerFlush {
				p.setList(table.index, items, waiting)
				waiting = 0
			}
		}
		if p.current.kind == '[' || p.current.kind == tokName && p.lookAhead() == '=' {
			p.keyed(table.index)
			fields++
		} else {
			item = p.expression()
			items++
			waiting++
		}
		if !p.accept(',') && !p.accept(';') {
			break
		}
	}
	p.closes('}', '{', line)
	if waiting > 0 {
		if item.isOpen() {
			p.setResults(&item, -1)
			p.setList(table.index, items, -1)
			items--
		} else {
			if item.place != nothing {
				p.push(&item)
			}
			p.setList(table.index, items, waiting)
		}
	}
	p.setB(pc, min(items, maxC))
	p.setC(pc, min(fields, maxC))
	return table
}

// keyed reads [key] = value or name = value.
func (p *parser) keyed(table int) {
	free := p.free
	var key operand
	if p.current.kind == tokName {
		key = plain(constant, p.stringConstant(p.name()))
	} else {
		key = p.key()
	}
	p.pass('=')
	rk := p.asRK(&key)
	value := p.expression()
	p.setField(table, rk, p.asRK(&value))
	p.free = free
}

// setList stores items from registers, all up to the top with n < 0.
func (p *parser) setList(table, items, n int) {
	batch := (items-1)/lua.FieldsPerFlush + 1
	if batch <= maxC {
		p.emit(abc(lua.OP_SETLIST, table, max(n, 0), batch))
	} else {
		p.emit(abc(lua.OP_SETLIST, table, max(n, 0), 0))
		p.emit(instruction(batch))
	}
	p.free = table + 1
}
