package luagen

import (
	_ "embed"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

//go:embed calls.lua
var calls string

// CallDriver is as Driver, for calls: it also tells what becomes of tables.
func CallDriver() string { return calls }

// libraries lists the functions with a letter for each parameter, which argument
// explains. What one letter is followed by '*' for can be there many times.
//
// Not compared is what rightly differs: the order in which next and pairs find
// keys that are no list; results that memory bounds, so rep and unpack take small
// counts (unpack gives more values here); table.insert far below 1, which takes
// minutes; math.random's numbers, but for their range; the last digits of
// transcendental functions; addresses, and the sign of what is no number;
// string.dump, as there is no bytecode.
var libraries = []struct{ name, parameters string }{
	{"string.byte", "sii"}, {"string.char", "c*"}, {"string.find", "spib"}, {"string.find", "sp"},
	{"string.format", "F"}, {"string.format", "F"}, {"string.format", "F"}, {"string.gmatch", "sp"}, {"string.gfind", "sp"},
	{"string.gsub", "sprn"}, {"string.gsub", "spr"}, {"string.gsub", "spr"}, {"string.len", "s"}, {"string.lower", "s"},
	{"string.match", "spi"}, {"string.match", "sp"}, {"string.rep", "sn"}, {"string.reverse", "s"}, {"string.sub", "sii"},
	{"string.upper", "s"},
	{"table.concat", "lsii"}, {"table.concat", "ls"}, {"table.foreach", "lf"}, {"table.foreachi", "lf"}, {"table.getn", "l"},
	{"table.insert", "lnv"}, {"table.insert", "lv"}, {"table.maxn", "l"}, {"table.remove", "li"}, {"table.remove", "l"},
	{"table.setn", "ln"}, {"table.sort", "lo"}, {"table.sort", "l"}, {"table.sort", "O"}, {"table.sort", "O"},
	{"math.abs", "x"}, {"math.ceil", "x"}, {"math.floor", "x"}, {"math.sqrt", "x"}, {"math.fmod", "xx"}, {"math.mod", "xx"},
	{"math.frexp", "x"}, {"math.ldexp", "xi"}, {"math.max", "x*"}, {"math.min", "x*"}, {"math.modf", "x"},
	{"math.acos", "x"}, {"math.asin", "x"}, {"math.atan", "x"}, {"math.atan2", "xx"}, {"math.cos", "x"}, {"math.cosh", "x"},
	{"math.deg", "x"}, {"math.exp", "x"}, {"math.log", "x"}, {"math.log10", "x"}, {"math.pow", "xx"}, {"math.rad", "x"},
	{"math.sin", "x"}, {"math.sinh", "x"}, {"math.tan", "x"}, {"math.tanh", "x"},
	{"math.random", "ii"}, {"math.random", "i"}, {"math.randomseed", "x"},
	{"assert", "vs"}, {"error", "vn"}, {"getmetatable", "v"}, {"ipairs", "l"}, {"next", "lk"}, {"pairs", "l"}, {"pcall", "fv*"},
	{"rawequal", "vv"}, {"rawget", "tv"}, {"rawset", "tvv"}, {"select", "iv*"}, {"setmetatable", "tt"}, {"tonumber", "dn"},
	{"tonumber", "d"}, {"tostring", "v"}, {"type", "v"}, {"unpack", "lnn"}, {"unpack", "l"}, {"xpcall", "fv"},
}

// exact lists the functions of math whose last digits must agree.
var exact = []string{"abs", "ceil", "floor", "fmod", "frexp", "ldexp", "max", "min", "mod", "modf", "random", "randomseed", "sqrt"}

// Call writes a call of a library function, of the seed. It is one statement in
// one line.
func Call(seed uint64) string {
	g := &generator{r: rand.New(rand.NewPCG(seed, 7))}
	f := libraries[g.r.IntN(len(libraries))]
	var args []string
	for i, letter := range f.parameters {
		if letter == '*' {
			for range g.r.IntN(4) {
				args = append(args, g.argument(rune(f.parameters[i-1])))
			}
			continue
		}
		args = append(args, g.argument(letter))
	}
	if f.parameters == "F" {
		args = g.format()
	}
	switch {
	case g.chance(12):
		args = args[:g.r.IntN(len(args)+1)]
	case g.chance(20) && f.name != "table.insert" && f.name != "unpack":
		args = append(args, g.argument('v'))
	}
	return g.form(f.name, args)
}

// form writes the call in one of the ways that its error messages depend on.
func (g *generator) form(name string, args []string) string {
	list := strings.Join(args, ", ")
	call := fmt.Sprintf("%s(%s)", name, list)
	library, short, _ := strings.Cut(name, ".")
	switch {
	case short == "gmatch" || short == "gfind":
		return fmt.Sprintf("all(%s)", call)
	case name == "math.random" && len(args) <= 2:
		lowest := append([]string{"1"}, args...)
		return fmt.Sprintf("return inside(%s, %s)", call, strings.Join(lowest[len(lowest)-min(2, len(lowest)):], ", "))
	case (name == "ipairs" || name == "pairs") && g.chance(2):
		return fmt.Sprintf("walk(%s)", call)
	case library == "math" && !slices.Contains(exact, short):
		return fmt.Sprintf("return near(%s)", call)
	}
	switch g.r.IntN(8) {
	case 0:
		return fmt.Sprintf("return pcall(%s)", strings.Join(append([]string{name}, args...), ", "))
	case 1:
		return fmt.Sprintf("local f = %s local a, b = f(%s) return a, b", name, list)
	case 2:
		if library == "string" && len(args) > 0 {
			return fmt.Sprintf("return (%s):%s(%s)", args[0], short, strings.Join(args[1:], ", "))
		}
	}
	return "return " + call
}
