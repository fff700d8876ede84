package lua51

import (
	"math"

	lua "github.com/yuin/gopher-lua"
)

// collector is collectgarbage over Go's collector, which runs by itself and cannot
// be stopped. Steps are counted; the last of a cycle collects.
type collector struct {
	system         System
	pause, stepmul float64
	stepped        float64 // kilobytes of the cycle's steps
}

func installCollector(L *lua.LState) {
	l := librariesOf(L)
	c := &collector{system: l.system}
	c.reset()
	l.resets = append(l.resets, c.reset)
	L.SetGlobal("collectgarbage", L.NewFunction(c.collectgarbage))
	L.SetGlobal("gcinfo", L.NewFunction(c.gcinfo))
	L.SetGlobal("newproxy", L.NewFunction(newproxy))
}

func (c *collector) collectgarbage(L *lua.LState) int {
	what := optionArgument(L, 1, "collect", "stop", "restart", "count", "step", "setpause", "setstepmul")
	parameter := float64(OptInteger(L, 2, 0))
	result := lua.LNumber(0)
	switch what {
	case "count":
		result = lua.LNumber(c.kilobytes())
	case "collect":
		c.collect(L)
	case "step":
		L.Push(lua.LBool(c.step(L, parameter)))
		return 1
	case "setpause":
		result, c.pause = lua.LNumber(c.pause), parameter
	case "setstepmul":
		result, c.stepmul = lua.LNumber(c.stepmul), parameter
	}
	L.Push(result)
	return 1
}

// step tells whether a cycle is done.
func (c *collector) step(L *lua.LState, size float64) bool {
	c.stepped += (size + 1) * c.stepmul / 100
	if c.stepmul > 0 && c.stepped < c.kilobytes() { // 0: a step is a cycle
		return false
	}
	c.collect(L)
	return true
}

// collect writes what files hold that nobody has any more, among others.
func (c *collector) collect(L *lua.LState) {
	if l := ioOf(L); l != nil {
		l.flush()
	}
	c.system.Collect()
	c.stepped = 0
}

func (c *collector) gcinfo(L *lua.LState) int {
	L.Push(lua.LNumber(math.Floor(c.kilobytes())))
	return 1
}

func (c *collector) kilobytes() float64 { return float64(c.system.Memory()) / 1024 }

func (c *collector) reset() { c.pause, c.stepmul, c.stepped = 200, 200, 0 }

// A proxy is the value of a userdata with a metatable that newproxy made.
type proxy struct{ metatable *lua.LTable }

// newproxy makes an empty userdata: without a metatable, with a new one, or with
// that of another proxy.
func newproxy(L *lua.LState) int {
	u := &lua.LUserData{Env: L.Env, Metatable: lua.LNil}
	switch v := L.Get(1).(type) {
	case *lua.LNilType:
	case lua.LBool:
		if v {
			u.Value = proxy{L.NewTable()}
		}
	default:
		other, ok := v.(*lua.LUserData)
		if ok {
			_, ok = other.Value.(proxy)
		}
		if !ok {
			L.ArgError(1, "boolean or proxy expected")
		}
		u.Value = other.Value
	}
	if p, ok := u.Value.(proxy); ok {
		u.Metatable = p.metatable
	}
	L.Push(u)
	return 1
}
