package ship

import (
	"math"
	"testing"

	lua "github.com/yuin/gopher-lua"
	"pgregory.net/rapid"
)

// Any graph of tables, closures and userdata arrives in the same shape: the same
// values, shared where they were shared, cycles included.
func TestGraphs(t *testing.T) {
	from, sender := process(t)
	to, receiver := process(t)
	maker, err := from.LoadString(`local a, b = ... return function() return a end, function(x) a, b = x, a end`)
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		var nodes []lua.LValue
		for range rapid.IntRange(1, 12).Draw(t, "nodes") {
			switch rapid.SampledFrom([]string{"table", "closures", "handle"}).Draw(t, "kind") {
			case "table":
				nodes = append(nodes, from.NewTable())
			case "closures":
				from.Push(maker)
				from.Push(lua.LNil)
				from.Push(lua.LNil)
				from.Call(2, 2)
				nodes = append(nodes, from.Get(-1), from.Get(-2))
				from.Pop(2)
			case "handle":
				id := rapid.IntRange(0, 99).Draw(t, "id")
				nodes = append(nodes, &lua.LUserData{Value: &handle{id}, Metatable: from.GetTypeMetatable("handle")})
			}
		}
		value := rapid.Custom(func(t *rapid.T) lua.LValue {
			switch rapid.IntRange(0, 5).Draw(t, "type") {
			case 0:
				return lua.LBool(rapid.Bool().Draw(t, "bool"))
			case 1:
				return lua.LNumber(rapid.Float64().Draw(t, "float"))
			case 2:
				return lua.LNumber(rapid.IntRange(-3, 40).Draw(t, "int"))
			case 3:
				return lua.LString(rapid.SliceOfN(rapid.Byte(), 0, 5).Draw(t, "bytes"))
			case 4:
				return from.GetGlobal(rapid.SampledFrom([]string{"print", "string", "_G"}).Draw(t, "native"))
			}
			return rapid.SampledFrom(nodes).Draw(t, "node")
		})
		for _, n := range nodes {
			switch n := n.(type) {
			case *lua.LTable:
				for range rapid.IntRange(0, 6).Draw(t, "fields") {
					k := value.Draw(t, "key")
					if x, ok := k.(lua.LNumber); ok && (x != x || x > 100) {
						k = lua.LNumber(-1) // no NaN, no array of millions
					}
					n.RawSet(k, value.Draw(t, "value"))
				}
				if m, ok := rapid.SampledFrom(nodes).Draw(t, "meta").(*lua.LTable); ok {
					n.Metatable = m
				}
			case *lua.LFunction:
				n.Upvalues[0].SetValue(value.Draw(t, "cell"))
			}
		}
		msg, err := sender.Encode(labelled(nodes))
		if err != nil {
			t.Fatal(err)
		}
		arrived, err := receiver.Decode(msg)
		if err != nil {
			t.Fatal(err)
		}
		if len(arrived) != len(nodes) {
			t.Fatalf("%d values of %d", len(arrived), len(nodes))
		}
		c := comparison{from: from, to: to, pair: map[any]any{}, back: map[any]any{}}
		for i := range nodes {
			c.same(t, nodes[i], arrived[i])
		}
	})
}

// A comparison walks two graphs in step; pair and back are what was matched.
type comparison struct {
	from, to   *lua.LState
	pair, back map[any]any
}

// match reports whether a and b were not compared before, and fails if one of
// them was matched with something else.
func (c *comparison) match(t *rapid.T, a, b any) bool {
	x, known := c.pair[a]
	y, taken := c.back[b]
	if known && x != b || taken && y != a {
		t.Fatalf("%v arrived as %v, and before as %v", a, b, x)
	}
	c.pair[a], c.back[b] = b, a
	return !known
}

func (c *comparison) same(t *rapid.T, a, b lua.LValue) {
	if a.Type() != b.Type() {
		t.Fatalf("%v arrived as %v", a, b)
	}
	switch x := a.(type) {
	case lua.LNumber:
		y := b.(lua.LNumber)
		if math.Float64bits(float64(x)) != math.Float64bits(float64(y)) && (x == x || y == y) {
			t.Fatalf("%v arrived as %v", x, y)
		}
	case lua.LString, lua.LBool, *lua.LNilType:
		if a != b {
			t.Fatalf("%v arrived as %v", a, b)
		}
	case *lua.LTable:
		y := b.(*lua.LTable)
		if !c.match(t, x, y) || x == c.from.G.Global || x == c.from.GetGlobal("string") {
			return
		}
		c.same(t, orNil(x.Metatable), orNil(y.Metatable))
		k, v := x.Next(lua.LNil)
		l, w := y.Next(lua.LNil)
		for k != lua.LNil || l != lua.LNil { // in the same order, too
			c.same(t, k, l)
			c.same(t, v, w)
			k, v = x.Next(k)
			l, w = y.Next(l)
		}
	case *lua.LFunction:
		y := b.(*lua.LFunction)
		if !c.match(t, x, y) || x.IsG && y.IsG {
			return
		}
		c.same(t, x.Env, y.Env)
		c.match(t, x.Proto, y.Proto)
		if len(x.Upvalues) != len(y.Upvalues) || len(x.Proto.Code) != len(y.Proto.Code) {
			t.Fatal("a function of another size")
		}
		for i := range x.Upvalues {
			if c.match(t, x.Upvalues[i], y.Upvalues[i]) {
				c.same(t, orNil(x.Upvalues[i].Value()), orNil(y.Upvalues[i].Value()))
			}
		}
	case *lua.LUserData:
		y := b.(*lua.LUserData)
		if c.match(t, x, y) && *x.Value.(*handle) != *y.Value.(*handle) {
			t.Fatalf("%v arrived as %v", x.Value, y.Value)
		}
	}
}
