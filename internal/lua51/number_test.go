package lua51

import (
	"math"
	"runtime"
	"testing"

	lua "github.com/yuin/gopher-lua"
)

func TestNumbersKeepTheirValues(t *testing.T) {
	var n Numbers
	values := []float64{0, 1, 1022, 1023, 1024, -1, -2, -0.5, 0.5, math.Copysign(0, -1), math.Inf(1), math.Inf(-1), 1 << 53, math.MaxFloat64}
	for i := range 100000 {
		values = append(values, float64(i)*1.5-1000)
	}
	made := make([]lua.LValue, len(values))
	for i, x := range values {
		made[i] = n.Value(x)
		if i%10000 == 0 {
			runtime.GC()
		}
	}
	for i, x := range values {
		got, ok := made[i].(lua.LNumber)
		if !ok || math.Float64bits(float64(got)) != math.Float64bits(x) {
			t.Fatalf("Value(%v) is %v", x, made[i])
		}
	}
	if v := n.Value(math.NaN()).(lua.LNumber); v == v {
		t.Errorf("Value(NaN) is %v", v)
	}
}

// Values outlive the Numbers that made them and the numbers beside them.
func TestNumbersSurviveCollection(t *testing.T) {
	const count = 50000
	kept := map[int]lua.LValue{}
	for round := range 5 {
		n := new(Numbers)
		for i := range count {
			if v := n.Value(float64(round*count+i) + 0.25); i%97 == round {
				kept[round*count+i] = v
			}
		}
		runtime.GC()
	}
	for i, v := range kept {
		if v != lua.LValue(lua.LNumber(float64(i)+0.25)) {
			t.Fatalf("%d.25 has become %v", i, v)
		}
	}
}

func TestNumbersShareAllocations(t *testing.T) {
	n := new(Numbers)
	for _, x := range []float64{-1, 0, 1023} {
		n.Value(x)
		if a := testing.AllocsPerRun(100, func() { n.Value(x) }); a != 0 {
			t.Errorf("%v: %v allocations", x, a)
		}
	}
	if a := testing.AllocsPerRun(10*numberBlock, func() { n.Value(12345.5) }); a > 0.1 {
		t.Errorf("%v allocations a number", a)
	}
}

var sink lua.LValue

func BenchmarkNumber(b *testing.B) {
	n := new(Numbers)
	b.Run("Numbers", func(b *testing.B) {
		for b.Loop() {
			sink = n.Value(123456)
		}
	})
	b.Run("plain", func(b *testing.B) {
		x := 123456.0
		for b.Loop() {
			sink = lua.LNumber(x)
		}
	})
}
