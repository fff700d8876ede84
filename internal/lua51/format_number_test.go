package lua51

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

// Numbers of all sizes read as they do in lua5.1.
func TestFormatNumber(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	list := []float64{0, 1e14, 1e15, 1e16, 123456789012345, 99999999999999.5, 1e100, 5e-324, math.MaxFloat64}
	for range 3000 {
		list = append(list,
			float64(r.IntN(100000))/1000,
			math.Pow(10, float64(r.IntN(40)-20)),
			float64(r.Int64()),
			r.NormFloat64(),
			float64(r.IntN(1000))*math.Pow(10, float64(r.IntN(20))))
		if x := math.Float64frombits(r.Uint64()); !math.IsNaN(x) && !math.IsInf(x, 0) {
			list = append(list, x)
		}
	}
	var program, got strings.Builder
	for _, x := range list {
		fmt.Fprintf(&program, "print(%.17g)\n", x)
		got.WriteString(FormatNumber(x) + "\n")
	}
	for _, special := range []string{"1/0", "-1/0", "0/0", "-(0/0)", "(function(zero) return -zero end)(0)"} {
		fmt.Fprintf(&program, "print(%s)\n", special)
	}
	nan := math.NaN()
	got.WriteString("inf\n-inf\n" + FormatNumber(math.Copysign(nan, -1)) + "\n" + FormatNumber(nan) + "\n-0\n")
	want := strings.Split(reference(t, program.String()), "\n")
	for i, line := range strings.Split(got.String(), "\n") {
		if line != want[i] {
			t.Errorf("line %d is %s, in lua5.1 %s", i+1, line, want[i])
		}
	}
}
