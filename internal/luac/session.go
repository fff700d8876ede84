package luac

import lua "github.com/yuin/gopher-lua"

// A Line is a chunk of a session: its outermost locals are not its own, but
// variables around it, which the lines that follow see.
type Line struct {
	Proto    *lua.FunctionProto
	Names    []string // of the variables around it: those that were given, then those that it declares
	Upvalues []int    // for each upvalue of Proto the index of its variable in Names
}

// maxLineUpvalues is what gopher-lua can count.
const maxLineUpvalues = 255

// CompileLine is Compile for a line of a session, around which there are the
// variables of the lines before; of two of one name the later counts. A local
// that the line declares outside of any block is added to them. To run the
// line, give it a closed upvalue for each.
//
// Each declaration runs once at most, so each is one variable: a function that
// captured a local keeps it when a later line declares another of its name.
func CompileLine(text, name string, variables []string) (line *Line, err error) {
	defer caught(&err)
	p, err := newParser(text, name)
	if err != nil {
		return nil, err
	}
	around := &function{lx: p.lexer, proto: &lua.FunctionProto{}}
	for _, v := range variables {
		around.active = append(around.active, &lua.DbgLocalInfo{Name: v})
	}
	p.function.outer, p.function.isLine = around, true
	line = &Line{Proto: p.main()}
	for _, v := range around.active {
		line.Names = append(line.Names, v.Name)
	}
	for _, u := range p.upvalues {
		line.Upvalues = append(line.Upvalues, u.index)
	}
	return line, nil
}

// declares tells whether a local that is declared now is one of the session's.
func (f *function) declares() bool { return f.isLine && f.block == nil }

// share makes a variable of the session of a local; its upvalue is the operand.
func (f *function) share(name string) operand {
	if len(f.outer.active) > maxDeclared {
		panic(&Error{Message: "too many local variables"})
	}
	f.outer.active = append(f.outer.active, &lua.DbgLocalInfo{Name: name})
	return plain(outerLocal, f.upvalue(name, upvalue{true, len(f.outer.active) - 1}))
}

// sharedFunction is localFunction for a session's.
func (p *parser) sharedFunction() {
	target := p.share(p.name())
	body := p.body(false, p.line)
	p.store(&target, &body)
}

// sharedLocals is localStatement for a session's. As there, the names are known
// behind the values only.
func (p *parser) sharedLocals() {
	names := []string{p.name()}
	for p.accept(',') {
		names = append(names, p.name())
	}
	p.limit(len(names), maxLocals, "local variables")
	first := p.free
	count, last := 0, plain(nothing, 0)
	if p.accept('=') {
		count, last = p.list()
	}
	p.adjust(len(names), count, &last)
	for i, name := range names {
		p.emit(abc(lua.OP_SETUPVAL, first+i, p.share(name).index, 0))
	}
}
