package lua51

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// Random programs of assignments do here what they do in lua5.1.
func TestRandomAssignments(t *testing.T) {
	for seed := range uint64(40) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			program := randomAssignments(rand.New(rand.NewPCG(seed, 1)))
			got, want := strings.Split(run(t, program), "\n"), strings.Split(reference(t, program), "\n")
			for i := range min(len(got), len(want)) {
				if got[i] != want[i] {
					t.Fatalf("%s\nprints in line %d %q, lua5.1 %q", program, i+1, got[i], want[i])
				}
			}
			if len(got) != len(want) {
				t.Errorf("%s\nprints %d lines, lua5.1 %d", program, len(got), len(want))
			}
		})
	}
}

// noNil keeps arithmetic possible.
const noNil = `a, b, c, d, e, p, q, u, v, G, H = a or 1, b or 2, c or 3, d or 4, e or 5, p or 6, q or 7, u or 8, v or 9, G or 1, H or 2
s.x = s.x or 0; for i = 1, 3 do t[i] = t[i] or i end
`

// randomAssignments writes a program. Its variables a to e are locals, also
// captured by closures, p and q parameters, u and v upvalues, G and H globals; s
// and t are tables. All values are numbers but those of s and t.
func randomAssignments(r *rand.Rand) string {
	var b strings.Builder
	variables := []string{"a", "b", "c", "d", "e", "p", "q", "u", "v", "G", "H"}
	pick := func(list ...string) string { return list[r.IntN(len(list))] }
	var expr func(depth int) string
	expr = func(depth int) string {
		if depth == 0 {
			return pick(pick(variables...), fmt.Sprint(r.IntN(9)))
		}
		x, y := expr(r.IntN(depth)), expr(r.IntN(depth))
		return pick(x, y, x+" + "+y, x+" - ("+y+")", "0 - ("+x+")",
			"("+x+" < "+y+" and "+x+" or "+y+")", "("+x+" == "+y+" and "+y+" or nil or "+x+")",
			"t[("+x+") % 3 + 1]", "s.x", "say("+x+")", "two("+x+", "+y+")", "(two("+x+", "+y+"))",
			"#{"+x+", "+y+"}", "({"+x+", "+y+"})[2]", "bump("+x+")", "(select(2, ...))",
			"(function(x) x, p = p, x; return x + p end)("+x+")", "tonumber("+x+" .. '')")
	}
	target := func() string {
		return pick(pick(variables...), pick(variables...), "t[("+expr(1)+") % 3 + 1]", "s.x", "t[say("+expr(0)+") % 3 + 1]", "say2(s).x")
	}
	list := func(n int, item func() string) string {
		items := make([]string, n)
		for i := range items {
			items[i] = item()
		}
		return strings.Join(items, pick(", ", ",\n"))
	}
	b.WriteString(`local u, v = 10, 20
G, H = 100, 200
local function say(x) print("say", x) return x end
local function two(x, y) return x, y end
local function f(p, q, ...)
local a, b, c, d, e = 1, 2, 3, 4, 5
local s, t = {x = 6}, {7, 8, 9}
local function say2(x) print("say2") return x end
local function bump(x) c = c + x; u = u + 1; return c end
local function show(line) print(line, a, b, c, d, e, p, q, u, v, G, H, s.x, t[1], t[2], t[3]) end
`)
	for line := range 25 {
		targets := 1 + r.IntN(4)
		exprs := func() string { return expr(2) }
		values := list(max(1, targets+r.IntN(3)-1), exprs)
		switch {
		case r.IntN(6) == 0:
			values = list(r.IntN(2), exprs)
			values = strings.TrimPrefix(values+", two("+expr(1)+", "+expr(1)+")", ", ")
		case r.IntN(6) == 0:
			values = "..."
		}
		statement := list(targets, target) + " = " + values
		fmt.Fprintf(&b, "print((pcall(function(...) %s end, 1, 2, 3)))\n%s", statement, noNil)
		fmt.Fprintf(&b, "print(%q)\n%s\nshow(%d)\n%s", statement, statement, line, noNil)
	}
	b.WriteString("end\nf(30, 40, 50, 60, 70)\n")
	return b.String()
}
