package luamod

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// maxNesting bounds structs in structs, and dimensions.
const maxNesting = 32

// parseLayout reads the members of a struct, in C.
func parseLayout(text string) (*layout, error) {
	p := &declaration{text: text, tags: map[string]*ctype{}}
	t, err := p.parse()
	if err != nil {
		return nil, err
	}
	return &layout{text, *t}, nil
}

// parse turns the panic that p.fail is into an error.
func (p *declaration) parse() (t *ctype, err error) {
	defer func() {
		switch e := recover().(type) {
		case nil:
		case declarationError:
			err = e
		default:
			panic(e)
		}
	}()
	p.next()
	return p.members(endToken, "", 0), nil
}

// members reads members up to the token that ends them.
func (p *declaration) members(endKind tokenKind, end string, depth int) *ctype {
	if depth > maxNesting {
		p.fail("structs are nested too deeply")
	}
	t := newStruct()
	for p.kind != endKind || p.token != end {
		if p.take(";") {
			continue
		}
		base, tagged := p.specifier(depth)
		if tagged && p.take(";") { // struct tag {…}; declares the tag alone
			continue
		}
		for {
			p.declarator(t, base)
			if !p.take(",") {
				break
			}
		}
		if !p.take(";") {
			p.fail("';' expected, got %s", p.describe())
		}
	}
	if len(t.members) == 0 {
		p.fail("the struct has no members")
	}
	t.finish()
	return t
}

// declarator reads a name and its dimensions, and adds the member.
func (p *declaration) declarator(t *ctype, base *ctype) {
	switch {
	case p.token == "*", p.token == "(":
		p.failPointer()
	case p.kind != nameToken:
		p.fail("a field's name expected, got %s", p.describe())
	case slices.Contains(typeWords(), p.token):
		p.fail("a field's name expected, and '%s' is a type", p.token)
	case t.named[p.token] != nil:
		p.fail("there are two fields '%s'", p.token)
	}
	name := p.token
	p.next()
	typ := p.dimensions(base)
	if p.token == ":" {
		p.fail("bit fields are not supported")
	}
	if !t.add(name, typ) {
		p.fail("the struct is too large")
	}
}

// dimensions reads "[3][4]", of which the last is the innermost.
func (p *declaration) dimensions(base *ctype) *ctype {
	var counts []uint64
	for p.take("[") {
		n, ok := p.integer()
		switch {
		case p.token == "]":
			p.fail("an array needs its size")
		case !ok:
			p.fail("an array's size is a number, got %s", p.describe())
		case n == 0:
			p.fail("an array of no elements")
		case len(counts) == maxNesting:
			p.fail("too many dimensions")
		}
		counts = append(counts, n)
		p.next()
		if !p.take("]") {
			p.fail("']' expected, got %s", p.describe())
		}
	}
	for _, n := range slices.Backward(counts) {
		if base = arrayOf(base, n); base == nil {
			p.fail("the array is too large")
		}
	}
	return base
}

// declarationError is what is wrong with a declaration, and where.
type declarationError string

func (e declarationError) Error() string { return string(e) }

func (p *declaration) fail(format string, v ...any) { p.failAt(p.start, format, v...) }

func (p *declaration) failPointer() {
	p.fail("a pointer means nothing in another process; share an offset or an index")
}

func (p *declaration) failAt(at int, format string, v ...any) {
	line := 1 + strings.Count(p.text[:at], "\n")
	column := at - strings.LastIndexByte(p.text[:at], '\n')
	panic(declarationError(fmt.Sprintf("line %d, column %d: %s", line, column, fmt.Sprintf(format, v...))))
}

// integer reads the token, which stays, as C does.
func (p *declaration) integer() (uint64, bool) {
	if p.kind != numberToken {
		return 0, false
	}
	n, err := strconv.ParseUint(strings.TrimRight(p.token, "uUlL"), 0, 64)
	if err != nil || strings.Contains(p.token, "_") {
		return 0, false
	}
	return n, true
}
