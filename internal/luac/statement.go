package luac

import (
	"strings"

	lua "github.com/yuin/gopher-lua"
)

// A parser reads a chunk and makes the code of its innermost function.
type parser struct {
	*lexer
	*function
	depth int
}

// Nesting of what the parser reads by recursion (luaconf.h's LUAI_MAXCCALLS).
// A script's main function is two calls deep in lua5.1.
const (
	maxDepth   = 200
	firstDepth = 2
)

// Compile makes a prototype of a source text, complete but for the field that
// is not exported. The name says what the text is: "=name" and "@file" stand for
// themselves, and any other is source text, which messages show the beginning
// of. The error is an *Error.
func Compile(text, name string) (proto *lua.FunctionProto, err error) {
	defer caught(&err)
	p, err := newParser(text, name)
	if err != nil {
		return nil, err
	}
	return p.main(), nil
}

// caught makes an error of an *Error that ended a compilation.
func caught(err *error) {
	if r := recover(); r != nil {
		e, ok := r.(*Error)
		if !ok {
			panic(r)
		}
		*err = e
	}
}

func newParser(text, name string) (*parser, error) {
	if strings.HasPrefix(text, signature) {
		return nil, precompiled(text, name)
	}
	lx := &lexer{chunk: name, src: text, line: 1, lastLine: 1}
	return &parser{lexer: lx, function: newFunction(lx, nil, 0), depth: firstDepth}, nil
}

// main reads a whole chunk.
func (p *parser) main() *lua.FunctionProto {
	p.proto.IsVarArg = lua.VarArgIsVarArg
	p.next()
	p.chunk()
	p.expect(tokEOF)
	return p.finish()
}

// descend counts a level of nesting.
func (p *parser) descend() {
	if p.depth++; p.depth > maxDepth {
		p.fail("chunk has too many syntax levels")
	}
}

// ended tells whether a token ends a block.
func (p *parser) ended() bool {
	switch p.current.kind {
	case tokElse, tokElseif, tokEnd, tokUntil, tokEOF:
		return true
	}
	return false
}

func (p *parser) chunk() {
	p.descend()
	for last := false; !last && !p.ended(); {
		last = p.statement()
		p.accept(';')
		p.free = len(p.active)
	}
	p.depth--
}

func (p *parser) inBlock() {
	p.enter(false)
	p.chunk()
	p.leave()
}

// statement reads one, and tells whether it must be the last of its block.
func (p *parser) statement() (last bool) {
	line := p.line
	switch p.current.kind {
	case tokIf:
		p.ifStatement(line)
	case tokWhile:
		p.whileStatement(line)
	case tokDo:
		p.next()
		p.inBlock()
		p.closes(tokEnd, tokDo, line)
	case tokFor:
		p.forStatement(line)
	case tokRepeat:
		p.repeatStatement(line)
	case tokFunction:
		p.functionStatement(line)
	case tokLocal:
		p.next()
		switch isFunction := p.accept(tokFunction); {
		case isFunction && p.declares():
			p.sharedFunction()
		case isFunction:
			p.localFunction()
		case p.declares():
			p.sharedLocals()
		default:
			p.localStatement()
		}
	case tokReturn:
		p.returnStatement()
		return true
	case tokBreak:
		p.next()
		p.breakLoop()
		return true
	default:
		p.expressionStatement()
	}
	return false
}

// condition reads one and gives the jumps that are taken when it is false.
func (p *parser) condition() jumps {
	e := p.expression()
	p.goIfTrue(&e)
	return e.ifFalse
}

func (p *parser) ifStatement(line int) {
	end := noJump
	unless := p.then()
	for p.current.kind == tokElseif {
		p.add(&end, p.jump())
		p.jumpHere(unless)
		unless = p.then()
	}
	if p.current.kind == tokElse {
		p.add(&end, p.jump())
		p.jumpHere(unless)
		p.next()
		p.inBlock()
	} else {
		p.join(&end, unless)
	}
	p.jumpHere(end)
	p.closes(tokEnd, tokIf, line)
}

// then reads if or elseif, a condition, then and a block.
func (p *parser) then() jumps {
	p.next()
	unless := p.condition()
	p.pass(tokThen)
	p.inBlock()
	return unless
}

func (p *parser) functionStatement(line int) {
	p.next()
	target := p.variable(p.name())
	for p.current.kind == '.' {
		p.field(&target)
	}
	isMethod := p.current.kind == ':'
	if isMethod {
		p.field(&target)
	}
	body := p.body(isMethod, line)
	p.store(&target, &body)
	p.setLine(line)
}

// localFunction reads a function that its own body can name.
func (p *parser) localFunction() {
	p.declare(p.name())
	target := plain(local, p.free)
	p.reserve(1)
	p.startScope(1)
	body := p.body(false, p.line)
	p.store(&target, &body)
	p.active[len(p.active)-1].StartPc = p.pc()
}

func (p *parser) localStatement() {
	n := 0
	for more := true; more; more = p.accept(',') {
		p.declare(p.name())
		n++
	}
	count, last := 0, plain(nothing, 0)
	if p.accept('=') {
		count, last = p.list()
	}
	p.adjust(n, count, &last)
	p.startScope(n)
}

// adjust makes as many values of a list as are wanted, in registers.
func (p *parser) adjust(want, have int, last *operand) {
	extra := want - have
	if last.isOpen() {
		extra = max(extra+1, 0)
		p.setResults(last, extra)
		if extra > 1 {
			p.reserve(extra - 1)
		}
		return
	}
	if last.place != nothing {
		p.push(last)
	}
	if extra > 0 {
		first := p.free
		p.reserve(extra)
		p.loadNil(first, extra)
	}
}

func (p *parser) returnStatement() {
	p.next()
	first, n := 0, 0
	if !p.ended() && p.current.kind != ';' {
		var last operand
		n, last = p.list()
		switch {
		case last.isOpen():
			p.setResults(&last, -1)
			if last.place == call && n == 1 {
				i := p.at(last.index)
				p.set(last.index, abc(lua.OP_TAILCALL, i.a(), i.b(), i.c()))
			}
			first, n = len(p.active), -1
		case n == 1:
			first = p.inRegister(&last)
		default:
			p.push(&last)
			first = len(p.active)
		}
	}
	p.ret(first, n)
}
