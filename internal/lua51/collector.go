package lua51

import (
	"math"
	"runtime"
	"runtime/metrics"

	lua "github.com/yuin/gopher-lua"
)

// collector is collectgarbage over Go's collector, which runs by itself: only
// "collect" and "step" do something, and pauses are but remembered.
type collector struct {
	pause, stepmul float64
	heap           [1]metrics.Sample
}

func installCollector(L *lua.LState) {
	c := &collector{pause: 200, stepmul: 200}
	c.heap[0].Name = "/memory/classes/heap/objects:bytes"
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
		c.collect(L)
		L.Push(lua.LTrue) // a cycle is done
		return 1
	case "setpause":
		result, c.pause = lua.LNumber(c.pause), parameter
	case "setstepmul":
		result, c.stepmul = lua.LNumber(c.stepmul), parameter
	}
	L.Push(result)
	return 1
}

// collect writes what files hold that nobody has any more, among others.
func (c *collector) collect(L *lua.LState) {
	if l := ioOf(L); l != nil {
		l.flush()
	}
	runtime.GC()
}

func (c *collector) gcinfo(L *lua.LState) int {
	L.Push(lua.LNumber(math.Floor(c.kilobytes())))
	return 1
}

func (c *collector) kilobytes() float64 {
	metrics.Read(c.heap[:])
	return float64(c.heap[0].Value.Uint64()) / 1024
}

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
