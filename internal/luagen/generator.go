package luagen

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// A kind is the type of a variable's values, as far as it is sure.
type kind int

const (
	number kind = iota
	text
	boolean
	list     // of numbers, at least three, with the field x
	object   // with metamethods
	function // takes and gives numbers
	kinds
)

// A variable is one that a program can name.
type variable struct {
	name string
	kind kind
}

// generator holds what the statement that is being written can use.
type generator struct {
	r         *rand.Rand
	scope     []variable
	names     int
	depth     int  // of blocks
	loop      bool // break is allowed
	vararg    bool // ... is allowed
	coroutine bool // yield is expected
	inside    bool // a function
}

// New writes the program of a seed.
func New(seed uint64) Program {
	g := &generator{r: rand.New(rand.NewPCG(seed, 5)), vararg: true}
	for k := range kinds {
		g.scope = append(g.scope, variable{fmt.Sprintf("G%d", k), k})
	}
	p := Program{line("G0, G1, G2, G3, G4, G5 = 5, 'abc', true, {1, 2, 3, x = 4}, object(9), function(a, b) tick() return a or 3, b end")}
	for k := range kinds {
		p = append(p, g.declare(k))
	}
	p = append(p, g.statements(6+g.r.IntN(8))...)
	p = append(p, line("print(%s)", g.variables()), line("show()"))
	if g.r.IntN(3) == 0 {
		p = append(p, line("return %s", g.expressions(g.r.IntN(3)+1)))
	}
	return p
}

func line(format string, args ...any) *statement {
	return &statement{texts: []string{fmt.Sprintf(format, args...)}}
}

// around is a statement with blocks.
func around(texts []string, blocks ...Program) *statement { return &statement{texts, blocks} }

func (g *generator) pick(choices ...func() string) string { return choices[g.r.IntN(len(choices))]() }

func (g *generator) oneOf(words ...string) string { return words[g.r.IntN(len(words))] }

// chance is true once in n times.
func (g *generator) chance(n int) bool { return g.r.IntN(n) == 0 }

// fresh is a new name, which can be one that other languages reserve.
func (g *generator) fresh() string {
	g.names++
	if g.chance(12) {
		return g.oneOf("goto", "continue", "self", "_ENV", "a", "b")
	}
	return fmt.Sprintf("%s%d", g.oneOf("a", "b", "c", "x"), g.names)
}

// variable is a name of a kind, the nearer the likelier.
func (g *generator) variable(k kind) string {
	names := g.named(k)
	i := len(names) - 1
	for i > 0 && !g.chance(3) {
		i--
	}
	return names[i]
}

// named lists the variables of a kind that others do not hide.
func (g *generator) named(k kind) []string {
	var names []string
	hidden := map[string]bool{}
	for i := len(g.scope) - 1; i >= 0; i-- {
		v := g.scope[i]
		if v.kind == k && !hidden[v.name] {
			names = append([]string{v.name}, names...)
		}
		hidden[v.name] = true
	}
	return names
}

// variables lists the variables that print well.
func (g *generator) variables() string {
	var names []string
	for _, k := range []kind{number, text, boolean} {
		names = append(names, g.named(k)...)
	}
	return strings.Join(names, ", ")
}

// block writes statements in a scope of their own, with more variables.
func (g *generator) block(n int, more ...variable) Program {
	scope := len(g.scope)
	g.scope = append(g.scope[:scope:scope], more...)
	g.depth++
	p := g.statements(n)
	g.depth--
	g.scope = g.scope[:scope]
	return p
}

// body writes the block of a function, after its call of tick.
func (g *generator) body(vararg, coroutine bool, more ...variable) Program {
	outer := *g
	g.loop, g.vararg, g.coroutine, g.inside = false, vararg, coroutine, true
	var p Program
	for _, v := range more {
		if v.kind == number && !g.chance(20) {
			p = append(p, line("%s = %s or %d", v.name, v.name, g.r.IntN(9)))
		}
	}
	p = append(p, g.block(1+g.r.IntN(3), more...)...)
	g.loop, g.vararg, g.coroutine, g.inside = outer.loop, outer.vararg, outer.coroutine, outer.inside
	return p
}

// loopBody writes the block of a loop.
func (g *generator) loopBody(n int, more ...variable) Program {
	loop := g.loop
	g.loop = true
	p := g.block(n, more...)
	g.loop = loop
	return p
}

func (g *generator) statements(n int) Program {
	var p Program
	for range n {
		p = append(p, g.statement())
	}
	switch {
	case g.loop && g.chance(8):
		p = append(p, line("break"))
	case g.inside && g.depth > 1 && g.chance(8):
		p = append(p, g.ret())
	}
	return p
}
