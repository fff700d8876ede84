package lua51

import (
	"math"
	"math/rand/v2"

	lua "github.com/yuin/gopher-lua"
)

func installMath(L *lua.LState) {
	lib, ok := L.GetGlobal("math").(*lua.LTable)
	if !ok {
		return
	}
	lib.RawSetString("pi", lua.LNumber(math.Pi))
	lib.RawSetString("huge", lua.LNumber(math.Inf(1)))
	newFunction := Functions(L, 21)
	for _, f := range [...]struct {
		name string
		of   func(float64) float64
	}{
		{"abs", math.Abs}, {"acos", math.Acos}, {"asin", math.Asin}, {"atan", math.Atan}, {"ceil", math.Ceil}, {"cos", math.Cos},
		{"cosh", math.Cosh}, {"exp", math.Exp}, {"floor", math.Floor}, {"log", logarithm}, {"log10", decimalLogarithm}, {"sin", math.Sin},
		{"sinh", math.Sinh}, {"sqrt", math.Sqrt}, {"tan", math.Tan}, {"tanh", math.Tanh},
		{"deg", func(x float64) float64 { return x / (math.Pi / 180) }},
		{"rad", func(x float64) float64 { return x * (math.Pi / 180) }},
	} {
		lib.RawSetString(f.name, newFunction(func(L *lua.LState) int { return give(L, f.of(numberArgument(L, 1))) }))
	}
	for _, f := range [...]struct {
		name string
		of   func(x, y float64) float64
	}{{"atan2", angle}, {"fmod", math.Mod}, {"pow", pow}} {
		lib.RawSetString(f.name, newFunction(func(L *lua.LState) int {
			y := numberArgument(L, 2) // first: it is told of when both are wrong
			return give(L, f.of(numberArgument(L, 1), y))
		}))
	}
	lib.RawSetString("mod", lib.RawGetString("fmod"))
	r := &randomNumbers{system: systemOf(L)}
	r.seed(0) // as C's rand without srand: each process has the same numbers
	l := librariesOf(L)
	l.resets = append(l.resets, func() { r.seed(0) })
	fill(L, lib,
		named{"frexp", frexp}, named{"ldexp", ldexp}, named{"max", maximum}, named{"min", minimum}, named{"modf", modf},
		named{"random", func(L *lua.LState) int { return random(L, r.next()) }},
		named{"randomseed", func(L *lua.LState) int { r.seed(uint64(integerArgument(L, 1))); return 0 }},
	)
}

// randomNumbers are those of math.random. They begin when the first is asked for.
type randomNumbers struct {
	system System
	start  uint64
	source *rand.Rand
}

func (r *randomNumbers) seed(n uint64) { r.start, r.source = n, nil }

func (r *randomNumbers) next() float64 {
	if r.source == nil {
		r.source = rand.New(r.system.Random(r.start))
	}
	return r.source.Float64()
}

func give(L *lua.LState, x float64) int {
	L.Push(box(&internals(L).reg.alloc.fptrs, x))
	return 1
}

// leastNormal is the least number whose digits are all there.
const leastNormal = 0x1p-1022

// logarithm is math.Log, which is wrong below the least normal number.
func logarithm(x float64) float64 {
	if 0 < x && x < leastNormal {
		return math.Log(x*0x1p54) - 54*math.Ln2
	}
	return math.Log(x)
}

// angle is math.Atan2, which loses the sign of a y that is small beside x.
func angle(y, x float64) float64 { return math.Copysign(math.Atan2(y, x), y) }

// decimalLogarithm is exact for powers of ten, as C's is.
func decimalLogarithm(x float64) float64 {
	y := logarithm(x) / math.Ln10
	if n := math.Round(y); math.Pow10(int(n)) == x {
		return n
	}
	return y
}

func frexp(L *lua.LState) int {
	x, e := math.Frexp(numberArgument(L, 1))
	return give(L, x) + give(L, float64(e))
}

func ldexp(L *lua.LState) int {
	e := intArgument(L, 2)
	return give(L, math.Ldexp(numberArgument(L, 1), e))
}

func modf(L *lua.LState) int {
	x := numberArgument(L, 1)
	if math.IsInf(x, 0) {
		return give(L, x) + give(L, math.Copysign(0, x))
	}
	whole, fraction := math.Modf(x)
	return give(L, math.Copysign(whole, x)) + give(L, math.Copysign(fraction, x))
}

func maximum(L *lua.LState) int {
	m := numberArgument(L, 1)
	for n := 2; n <= L.GetTop(); n++ {
		if x := numberArgument(L, n); x > m {
			m = x
		}
	}
	return give(L, m)
}

func minimum(L *lua.LState) int {
	m := numberArgument(L, 1)
	for n := 2; n <= L.GetTop(); n++ {
		if x := numberArgument(L, n); x < m {
			m = x
		}
	}
	return give(L, m)
}

// random is math.random by a number from 0 up to 1.
func random(L *lua.LState, r float64) int {
	switch L.GetTop() {
	case 0:
		return give(L, r)
	case 1:
		u := intArgument(L, 1)
		if u < 1 {
			L.ArgError(1, "interval is empty")
		}
		return give(L, math.Floor(r*float64(u))+1)
	case 2:
		l, u := intArgument(L, 1), intArgument(L, 2)
		if l > u {
			L.ArgError(2, "interval is empty")
		}
		return give(L, math.Floor(r*(float64(u)-float64(l)+1))+float64(l))
	}
	L.RaiseError("wrong number of arguments")
	return 0
}
