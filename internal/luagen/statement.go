package luagen

import (
	"fmt"
	"strings"
)

const deepest = 4

func (g *generator) statement() *statement {
	if g.depth >= deepest || g.chance(2) {
		return g.simple()
	}
	switch g.r.IntN(14) {
	case 13:
		return around([]string{"print(xpcall(function() tick()", "end, function(e) print(trace()) return e end))"}, g.body(false, false))
	case 0:
		return around([]string{"do", "end"}, g.block(1+g.r.IntN(3)))
	case 1, 2:
		return g.conditional()
	case 3:
		return g.while()
	case 4:
		return g.repeat()
	case 5, 6:
		return g.numericFor()
	case 7:
		return g.genericFor()
	case 8:
		return around([]string{"print(try(pcall(function(...) tick()", "end" + g.oneOf("", ", 3", ", 4, 5") + ")))"}, g.body(true, false))
	case 9:
		return g.coroutines()
	default:
		return g.functions()
	}
}

// simple is a statement of one line or so.
func (g *generator) simple() *statement {
	switch g.r.IntN(15) {
	case 0, 1, 2:
		return g.declare(kind(g.r.IntN(int(kinds))))
	case 3, 4, 5:
		return g.assign()
	case 6, 7, 8:
		return line("print(%s)", g.expressions(1+g.r.IntN(4)))
	case 9:
		return line("keep(function() tick() %s = %s end)", g.variable(number), g.closed(func() string {
			return g.number(2) + " return " + g.expressions(1)
		}))
	case 10:
		return line("%s = (%s) and %s or %s", g.variable(number), g.boolean(2), g.number(2), g.number(2))
	case 11:
		if g.chance(4) {
			l := g.variable(list)
			return line("table.sort(%s, function(a, b) return a %s b end) print(table.concat(%s, ' '))", l, g.oneOf("<", ">"), l)
		}
		call := g.call(2)
		if call[0] == '(' { // the statement before could go on with it
			call = "local _ = " + call
		}
		return line("%s", call)
	case 12:
		if g.chance(2) {
			return line("print(trace())")
		}
		if g.loop {
			return line("if %s then break end", g.boolean(2))
		}
		return line("print(%s)", g.variables())
	case 13:
		if g.coroutine {
			return line("print(coroutine.yield(%s))", g.expressions(g.r.IntN(3)))
		}
		return line("%s.x, %s[%d] = %s, %s", g.variable(list), g.variable(list), 1+g.r.IntN(3), g.number(2), g.number(1))
	default:
		if g.chance(4) {
			return line("error(%s)", g.oneOf("'E1'", "'E2', 0", "'E3', 2", "nil", "{}", "7"))
		}
		return g.declare(number)
	}
}

// declare makes locals, the first of a kind. They are in scope only afterwards.
func (g *generator) declare(k kind) *statement {
	names, values := []string{g.fresh()}, []string{g.value(k, 3)}
	made := []variable{{names[0], k}}
	for g.chance(3) {
		k := kind(g.r.IntN(3))
		name := g.fresh()
		names, values = append(names, name), append(values, g.value(k, 2))
		made = append(made, variable{name, k})
	}
	tail := ""
	if g.chance(6) { // values that are dropped, names that stay nil or get what a call gives
		tail = ", " + g.number(1)
	} else if g.chance(6) {
		names = append(names, "rest")
		tail = ", " + g.call(1)
	}
	g.scope = append(g.scope, made...)
	return line("local %s = %s%s", strings.Join(names, ", "), strings.Join(values, g.comma()), tail)
}

// assign is a multiple assignment, or one.
func (g *generator) assign() *statement {
	var targets, values []string
	for more := true; more; more = !g.chance(3) && len(targets) < 4 {
		k := kind(g.r.IntN(int(kinds)))
		if g.chance(2) {
			k = number
		}
		target := g.variable(k)
		if k == number && g.chance(3) {
			target = g.pick(
				func() string { return g.variable(list) + ".x" },
				func() string { return g.variable(object) + ".y" },
				func() string { return fmt.Sprintf("%s[%s %% 3 + 1]", g.variable(list), g.integer()) },
				func() string { return fmt.Sprintf("%s[say(%d)]", g.variable(list), 1+g.r.IntN(3)) },
				func() string { return fmt.Sprintf("say(%s).x", g.variable(list)) },
			)
		}
		targets, values = append(targets, target), append(values, g.value(k, 2))
	}
	if g.chance(8) {
		values = append(values, g.call(1))
	}
	return line("%s = %s", strings.Join(targets, g.comma()), strings.Join(values, g.comma()))
}

func (g *generator) ret() *statement {
	switch g.r.IntN(4) {
	case 0:
		return line("return %s", g.call(2)) // a tail call
	case 1:
		return line("return (%s)", g.call(2))
	case 2:
		if g.vararg {
			return line("return %s, ...", g.number(1))
		}
	}
	return line("return %s", g.expressions(1+g.r.IntN(2)))
}

// result ends a function that has a number for each of its callers.
func (g *generator) result(n int) *statement {
	return line("do return %s end", g.closed(func() string {
		return strings.Repeat(g.number(0)+", ", n-1) + g.number(1)
	}))
}

func (g *generator) conditional() *statement {
	texts := []string{"if " + g.condition() + " then"}
	blocks := []Program{g.block(1 + g.r.IntN(2))}
	for g.chance(3) {
		texts = append(texts, "elseif "+g.condition()+" then")
		blocks = append(blocks, g.block(1+g.r.IntN(2)))
	}
	if g.chance(2) {
		texts = append(texts, "else")
		blocks = append(blocks, g.block(1+g.r.IntN(2)))
	}
	return around(append(texts, "end"), blocks...)
}

func (g *generator) condition() string {
	if g.chance(8) {
		return g.oneOf("true", "false", "nil", "1", "not nil", "false or nil", "nil and 1")
	}
	return g.boolean(3)
}

// while loops count their rounds, so that they end.
func (g *generator) while() *statement {
	n := g.fresh()
	condition := g.oneOf("true", g.condition())
	body := g.loopBody(1+g.r.IntN(3), variable{n, number})
	return around([]string{
		fmt.Sprintf("do local limit = %d\nwhile limit > 0 and (%s) do\nlocal %s = limit\nlimit = limit - 1", 1+g.r.IntN(3), condition, n),
		"end end",
	}, body)
}

func (g *generator) repeat() *statement {
	n, seen := g.fresh(), g.fresh()
	scope := len(g.scope)
	g.scope = append(g.scope[:scope:scope], variable{n, number})
	body := g.loopBody(1 + g.r.IntN(2))
	until := fmt.Sprintf("rounds <= 0 or %s ~= nil and (%s)", seen, g.boolean(2))
	g.scope = g.scope[:scope]
	texts := []string{
		fmt.Sprintf("do local rounds = %d\nrepeat\nlocal %s = rounds\nlocal %s = %s\nrounds = rounds - 1", 1+g.r.IntN(3), n, seen, g.number(1)),
		"until " + until + "\nend",
	}
	if g.chance(2) {
		texts[0] += fmt.Sprintf("\nkeep(function() %s = %s + 1 return %s end)", n, n, n)
	}
	return around(texts, unended(body))
}

func (g *generator) numericFor() *statement {
	i := g.fresh()
	bounds := g.oneOf("1, 3", "3, 1, -1", "1, 2, 0.5", "1, 0", "-2, 2, 2", "1, 1", "0.5, 2", "#'ab', 4")
	body := g.loopBody(1+g.r.IntN(3), variable{i, number})
	if g.chance(2) {
		body = append(Program{line("keep(function() %s = %s + 1 return %s end)", i, i, i)}, body...)
	}
	return around([]string{fmt.Sprintf("for %s = %s do", i, bounds), "end"}, body)
}

func (g *generator) genericFor() *statement {
	i, v := g.fresh(), g.fresh()
	if i == v {
		v += "_"
	}
	each := g.pick(
		func() string { return "ipairs(" + g.variable(list) + ")" },
		func() string { return "ipairs{" + g.expressions(2) + "}" },
		func() string { return "next, {" + g.number(1) + ", " + g.number(1) + "}" },
		func() string {
			return "(function(n) return function(_, i) if i < n then return i + 1, n end end end)(3), nil, 0"
		},
		func() string { return "say(ipairs)({" + g.number(2) + "})" },
		func() string { return "pairs({" + g.number(1) + ", " + g.number(1) + "})" },
		func() string { return "string.gmatch(" + g.text(1) + ", '()(%w)')" },
	)
	body := g.loopBody(1+g.r.IntN(2), variable{i, number})
	return around([]string{fmt.Sprintf("for %s, %s in %s do", i, v, each), "end"}, body)
}

// functions is a definition in one of its forms.
func (g *generator) functions() *statement {
	name, p, q := g.fresh(), g.fresh(), g.fresh()
	if p == q {
		q += "_"
	}
	parameters := []variable{{p, number}, {q, number}}
	vararg := g.chance(2)
	list2 := p + ", " + q
	if vararg {
		list2 += ", ..."
	}
	switch g.r.IntN(5) {
	case 0:
		g.scope = append(g.scope, variable{name, function})
		body := append(unended(g.body(vararg, false, parameters...)), g.result(1))
		return around([]string{fmt.Sprintf("local function %s(%s) tick()", name, list2), "end"}, body)
	case 1: // not in scope in its own body
		body := append(unended(g.body(vararg, false, parameters...)), g.result(2))
		g.scope = append(g.scope, variable{name, function})
		return around([]string{fmt.Sprintf("local %s = function(%s) tick()", name, list2), "end"}, body)
	case 2:
		f := g.variable(function)
		body := append(unended(g.body(vararg, false, parameters...)), g.result(1))
		return around([]string{fmt.Sprintf("function %s(%s) tick()", f, list2), "end"}, body)
	case 3:
		o := g.variable(object)
		body := g.body(vararg, false, append(parameters, variable{"self", object})...)
		return around([]string{fmt.Sprintf("function %s:f(%s) tick()", o, list2), fmt.Sprintf("end\nprint(try(pcall(%s.f, %s, %s)))", o, o, g.expressions(2))}, body)
	default:
		body := append(unended(g.body(true, false)), line("do return ... end"))
		return around([]string{"print((function(...) tick()", "end)(" + g.expressions(2) + "))"}, body)
	}
}

func (g *generator) coroutines() *statement {
	p := g.fresh()
	body := g.body(true, true, variable{p, number})
	if g.chance(2) {
		return around([]string{
			fmt.Sprintf("for v in coroutine.wrap(function(%s, ...) tick()", p),
			"end) do print('wrap', v) tick() end",
		}, body)
	}
	return around([]string{
		fmt.Sprintf("do local co = coroutine.create(function(%s, ...) tick()", p),
		"end)\nfor i = 1, 4 do print('resume', try(coroutine.resume(co, i, 'r'))) end print(coroutine.status(co)) end",
	}, body)
}

// unended is a block without what ends it, so that more can follow.
func unended(p Program) Program {
	if last := len(p) - 1; last >= 0 {
		if text := p[last].texts[0]; text == "break" || strings.HasPrefix(text, "return") {
			return p[:last]
		}
	}
	return p
}
