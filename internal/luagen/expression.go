package luagen

import (
	"fmt"
	"strings"
)

// comma separates expressions, sometimes by lines.
func (g *generator) comma() string { return g.oneOf(", ", ", ", ",\n") }

// expressions lists n values that print well; the last can be many.
func (g *generator) expressions(n int) string {
	values := make([]string, n)
	for i := range values {
		values[i] = g.value(kind(g.r.IntN(3)), 2)
	}
	if n > 0 && g.chance(3) {
		values[n-1] = g.call(1)
	}
	if n > 1 && g.vararg && g.chance(5) {
		values[n-1] = g.oneOf("...", "(...)", "select('#', ...)", "select(-1, 0, ...)")
	}
	return strings.Join(values, g.comma())
}

// value is an expression of a kind.
func (g *generator) value(k kind, depth int) string {
	switch k {
	case number:
		return g.number(depth)
	case text:
		return "cut(" + g.text(depth) + ")"
	case boolean:
		return g.boolean(depth)
	case list:
		return g.list(depth)
	case object:
		if g.chance(2) {
			return g.variable(object)
		}
		return "object(" + g.number(depth) + ")"
	}
	if g.chance(2) {
		return g.variable(function)
	}
	x := g.variable(number)
	return g.oneOf(
		fmt.Sprintf("function(a, ...) tick() %s = (a or 2) + 1 return %s, ... end", x, x),
		fmt.Sprintf("function(...) tick() return count(...), %s end", x),
		fmt.Sprintf("function(a, b, ...) tick() return a or %s, #arg end", x),
		fmt.Sprintf("function() tick() return %s end", x),
	)
}

// closed writes an expression for a function that has no ... of its own.
func (g *generator) closed(write func() string) string {
	vararg := g.vararg
	g.vararg = false
	defer func() { g.vararg = vararg }()
	return write()
}

// integer is a number without a fraction.
func (g *generator) integer() string {
	return g.oneOf("#"+g.variable(list), fmt.Sprint(g.r.IntN(9)), "#"+g.variable(text), "math.floor("+g.variable(number)+")")
}

func (g *generator) number(depth int) string {
	if depth <= 0 || g.chance(4) {
		if g.chance(2) {
			return g.variable(number)
		}
		return g.oneOf(fmt.Sprint(g.r.IntN(10)), "0x1F", "1e1", "2.5", ".5", "-3", "0", "3.")
	}
	d := depth - 1
	n := func() string { return g.number(d) }
	return g.pick(
		func() string { return n() + g.oneOf(" + ", " - ", "\n+ ", " - - ") + n() },
		func() string { return "(" + n() + ")" + g.oneOf(" + ", " - ") + "(" + n() + ")" },
		func() string { return "(" + n() + ") * (" + n() + ") % 101" },
		func() string { return "-(" + n() + ")" },
		func() string { return "(" + n() + ") ^ 2 % 11" },
		func() string { return "(" + g.boolean(d) + " and " + n() + " or " + n() + ")" },
		func() string { return "((" + g.boolean(d) + " or " + n() + ") and " + n() + ")" },
		func() string { return "(" + g.call(d) + " or 1)" },
		func() string { return "(" + n() + " > 2 and " + g.variable(number) + " or " + n() + ")" },
		func() string { return "say(" + n() + ")" },
		func() string { return "(two(" + n() + ", " + n() + "))" },
		func() string { return "select(2, two(" + n() + ", " + n() + "))" },
		func() string { return "#" + g.variable(list) },
		func() string { return "#" + g.text(d) },
		func() string { return g.variable(list) + ".x" },
		func() string { return g.variable(list) + "[" + fmt.Sprint(1+g.r.IntN(3)) + "]" },
		func() string { return g.variable(list) + "[" + g.integer() + " % 3 + 1]" },
		func() string { return "(" + g.list(d) + ")[" + fmt.Sprint(1+g.r.IntN(3)) + "]" },
		func() string { return "({x = " + n() + ", y = " + n() + "}).y" },
		func() string { return g.variable(object) + g.oneOf(" + ", " - ", " * ") + g.variable(number) },
		func() string { return g.variable(number) + " + " + g.variable(object) },
		func() string { return "-" + g.variable(object) },
		func() string { return g.variable(object) + g.oneOf(".v", ".w", "['v']") },
		func() string { return "count(" + g.expressions(g.r.IntN(3)) + ")" },
		func() string {
			x := g.variable(number)
			return "(function() " + x + " = " + g.closed(n) + " return " + x + " end)()"
		},
		func() string { return "math." + g.oneOf("max", "min") + "(" + n() + ", " + n() + ")" },
		func() string { return "math." + g.oneOf("floor", "ceil", "abs") + "((" + n() + ") / 4)" },
		func() string { return "(" + n() + ") % " + g.oneOf("3", "-3", "0.5") },
		func() string { return "((" + g.text(d) + "):byte() or 0)" },
		func() string {
			return "(" + g.variable(text) + ":find(" + g.oneOf("'a'", "'%w', 2", "'.', 1, true", "'()b'") + ") or 0)"
		},
		func() string { return "table.remove({" + n() + ", " + n() + "})" },
		func() string { return "tonumber('" + g.oneOf("12", "0x10", " 7 ") + "')" },
	)
}

func (g *generator) text(depth int) string {
	if depth <= 0 || g.chance(4) {
		if g.chance(2) {
			return g.variable(text)
		}
		return g.oneOf(`"x"`, `'a\65\n'`, `[[long]]`, `[==[]]]==]`, `""`, `"z\0"`, `'\z'`)
	}
	d := depth - 1
	s := func() string { return g.text(d) }
	return g.pick(
		func() string { return "(" + s() + " .. " + s() + ")" },
		func() string { return "(" + s() + " .. " + g.variable(text) + " .. " + s() + ")" },
		func() string { return "((" + s() + " .. " + s() + ") .. (" + s() + " .. " + s() + "))" },
		func() string { return "(" + s() + " .. " + g.integer() + " % 97 .. " + s() + ")" },
		func() string { return "(" + g.boolean(d) + " and " + s() + " or " + s() + ")" },
		func() string { return "(" + s() + "):upper()" },
		func() string { return g.variable(text) + ":sub(" + g.oneOf("1, 2", "-2", "2", "0") + ")" },
		func() string {
			return "(" + g.variable(text) + ":gsub('%w', function(c) return c .. (" + g.closed(s) + "):sub(1, 1) end))"
		},
		func() string { return "(" + s() + "):rep(2)" },
		func() string { return "(" + s() + "):" + g.oneOf("lower", "reverse") + "()" },
		func() string {
			return "((" + s() + "):match('" + g.oneOf("%a+", "(.)b", "^%w?", "[^a]*$") + "') or 'none')"
		},
		func() string {
			return "string.format('%s|%5.1f|%-4d|%q', " + s() + ", " + g.number(d) + ", " + g.integer() + ", " + s() + ")"
		},
		func() string { return "string.char(65 + " + g.integer() + " % 26)" },
		func() string { return "tostring(" + g.boolean(d) + ")" },
		func() string { return "type(" + g.value(kind(g.r.IntN(int(kinds))), d) + ")" },
		func() string { return "(" + g.variable(object) + " .. " + s() + ")" },
		func() string { return "(" + s() + " .. " + s() + " .. " + g.variable(object) + ")" },
		func() string { return "table.concat({" + s() + ", " + s() + "}, ',')" },
	)
}

func (g *generator) boolean(depth int) string {
	if depth <= 0 || g.chance(5) {
		return g.oneOf("true", "false", g.variable(boolean), g.variable(boolean))
	}
	d := depth - 1
	n := func() string { return g.number(d) }
	b := func() string { return g.boolean(d) }
	return g.pick(
		func() string { return "(" + n() + g.oneOf(" < ", " <= ", " > ", " >= ", " == ", " ~= ") + n() + ")" },
		func() string { return "(" + g.text(d) + g.oneOf(" < ", " >= ", " == ", " ~= ") + g.text(d) + ")" },
		func() string {
			return "(" + g.variable(object) + g.oneOf(" < ", " <= ", " > ", " >= ", " == ", " ~= ") + g.variable(object) + ")"
		},
		func() string { return "not " + b() },
		func() string { return "not (" + n() + g.oneOf(" < ", " == ") + n() + ")" },
		func() string { return "(" + b() + g.oneOf(" and ", " or ") + b() + ")" },
		func() string {
			return "(" + b() + g.oneOf(" and ", " or ") + b() + g.oneOf(" and ", " or ") + b() + ")"
		},
		func() string { return "((" + b() + " or " + b() + ") and " + b() + ")" },
		func() string { return "(" + b() + " == " + b() + ")" },
		func() string { return "not not " + n() },
		func() string { return "(nil == " + n() + ")" },
		func() string {
			return "(" + g.variable(boolean) + " and " + b() + " or not " + g.variable(boolean) + ")"
		},
	)
}

func (g *generator) list(depth int) string {
	if depth <= 0 || g.chance(4) {
		return g.variable(list)
	}
	items := []string{g.number(depth - 1), g.number(depth - 1), g.number(depth - 1)}
	if g.chance(20) { // more than one instruction stores
		for range 45 + g.r.IntN(10) {
			items = append(items, fmt.Sprint(g.r.IntN(5)))
		}
	}
	items = append(items, "x = "+g.number(depth-1))
	if g.chance(2) {
		items = append(items, g.oneOf("['y']", "[say('y')]", "[false]", "['x']")+" = "+g.number(depth-1))
	}
	if g.chance(3) {
		items = append(items, g.call(depth-1))
	}
	separator := g.oneOf(", ", "; ", ",\n")
	return "{" + strings.Join(items, separator) + g.oneOf("", "", separator) + "}"
}

// call can give any number of values, but numbers, strings and booleans only.
func (g *generator) call(depth int) string {
	arguments := func() string { return g.expressions(g.r.IntN(3)) }
	numbers := func() string { return g.number(depth-1) + g.oneOf("", ", "+g.number(0)) }
	return g.pick(
		func() string { return g.variable(function) + "(" + numbers() + ")" },
		func() string { return g.variable(function) + "(" + numbers() + ", " + g.variable(function) + "(1, 2))" },
		func() string { return "say(" + arguments() + ")" },
		func() string { return "two(" + g.number(depth-1) + ", " + g.number(depth-1) + ")" },
		func() string { return g.variable(object) + "(" + arguments() + ")" },
		func() string { return g.variable(object) + ":method(" + arguments() + ")" },
		func() string { return "object(" + g.number(depth-1) + "):method(" + arguments() + ")" },
		func() string { return "say " + g.oneOf("'s'", "\"t\"", "[[u]]") },
		func() string { return "unpack({" + arguments() + "})" },
		func() string { return "try(pcall(" + g.variable(function) + ", " + numbers() + "))" },
		func() string { return "(function(...) return ... end)(" + arguments() + ")" },
		func() string { return "select(2, " + g.number(depth-1) + ", " + g.variable(function) + "(3, 4))" },
		func() string { return "({f = " + g.variable(function) + "}).f(" + numbers() + ")" },
		func() string { return "say(" + g.variable(function) + ")(" + numbers() + ")" },
		func() string { return "none()" },
	)
}
