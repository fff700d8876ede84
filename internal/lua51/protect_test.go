package lua51

import (
	"strings"
	"testing"

	lua "github.com/yuin/gopher-lua"
)

var protections = map[string]string{
	"captured local": `local n = 0; local function inc() n = n + 1 end inc(); pcall(error, "x"); inc(); inc(); print(n)`,
	"two levels":     `local n = 0; local function inc() n = n + 1 end local function f() pcall(function() error("x") end) n = n + 10 end f(); inc(); f(); inc(); print(n)`,
	"loop":           `local n = 0; local function inc() n = n + 1 end for i = 1, 5 do pcall(error, i); inc(); n = n + 100 end print(n)`,
	"dead frame":     `local keep; local ok, e = pcall(function() local x = 1; keep = function() x = x + 1; return x end; error("y", 0) end) print(ok, e, keep(), keep())`,
	"xpcall":         `local keep; print(xpcall(function() local x = 5; keep = function() x = x + 1; return x end; error("z", 0) end, function(e) return e .. "!" end)) local a, b, c = 1, 2, 3 print(keep(), keep(), a, b, c)`,
	"handler sees":   `print(xpcall(function() error({code = 7}) end, function(e) return e.code end))`,
	"handler fails":  `print(xpcall(function() error("a", 0) end, function() error("b", 0) end))`,
	"odd handlers":   `print(xpcall(5, function() return "handled" end)) print(xpcall(error, 5)) print(xpcall(function() return 1, nil, 3, nil end, print))`,
	"two handlers":   `print(xpcall(function() pcall(error, "in") error("out", 0) end, function(e) return "1" .. e end)) print(xpcall(function() return xpcall(error, function() return "in" end) end, function() return "out" end))`,
	"nested":         `local n = 0; local function inc() n = n + 1 end print(pcall(function() pcall(error) inc() error("out", 0) end)) inc() print(n)`,
	"error in pcall": `print(pcall(error, "m", 0)) print(pcall(error, nil)) print(pcall(error, {} ~= nil))`,
	"values":         `print(pcall(function(...) return select("#", ...), ... end, 1, nil, 3, nil))`,
	"not a function": `print(pcall(nil))`,
	"callable":       `print(pcall(setmetatable({}, {__call = function(_, x) return x end}), 5))`,
	"coroutine":      `local n = 0; local function inc() n = n + 1 end local co = coroutine.create(function() inc(); error("x") end) inc(); coroutine.resume(co); inc(); n = n + 10; inc(); print(n)`,
	"wrap":           `local n = 0; local function inc() n = n + 1 end inc(); pcall(coroutine.wrap(function() inc(); error("x") end)); inc(); n = n + 10; print(n)`,
	"pcall inside":   `local co = coroutine.wrap(function() local n = 0; local function inc() n = n + 1 end pcall(error); inc(); pcall(error); inc(); coroutine.yield(n); inc(); return n end) print(co(), co())`,
	"metamethod":     `local n = 0; local function inc() n = n + 1 end local t = setmetatable({}, {__index = function() error("i", 0) end}) print(pcall(function() return t.x end)) inc() n = n + 1 inc() print(n)`,
	"sort":           `local n = 0; local function inc() n = n + 1 end print((pcall(table.sort, {3, 2, 1}, function() inc() error("s") end))) inc() print(n > 1)`,
	"every depth":    `local function f(n) local x = n; local function g() return x end if n == 0 then return 0 end assert(not pcall(nil)) assert(not pcall(setmetatable({}, {__call = 5}))) local r = f(n - 1); assert(g() == n and x == n) return r + 1 end print(f(40))`,
	"errors nest":    `local function f(n) local v = n; local function get() return v end local function set(x) v = x end if n == 0 then error("bottom", 0) end local ok, e = pcall(f, n - 1); set(v * 2); assert(get() == v); if n % 3 == 0 then error(e .. n, 0) end return get() .. tostring(e) end print(pcall(f, 20))`,
	"stack overflow": `local keep = {}; local function f(n) local x = n; keep[n] = function() x = x + 1; return x end return 1 + f(n + 1) end print((pcall(f, 1))) print(keep[1](), keep[1](), keep[100]())`,
	"overflow told":  `local function f(n) return 1 + f(n + 1) end print(pcall(f, 1)) print(xpcall(function() f(1) end, function(e) return "handled " .. e end))`,
	"many registers": `local function f(n) local a, b, c, d, e, g, h, i, j, k, l, m, o, p, q, r, s, t, u, v, w, x, y, z, aa, ab, ac, ad, ae, af, ag, ah, ai, aj, ak, al, am, an, ao, ap, aq, ar, as, at, au, av, aw, ax, ay, az, ba, bb, bc, bd, be, bf, bg, bh, bi, bj, bk, bl, bm; return 1 + f(n + 1) end print((pcall(f, 1))) print((pcall(f, 1))) print(xpcall(function() f(1) end, function() return "handled" end))`,
	"wrap ends":      `local co; co = coroutine.create(function() print(pcall(coroutine.wrap(function() error("in", 0) end))) print(coroutine.status(co)); coroutine.yield(1); return 2 end) print(coroutine.resume(co)) print(coroutine.resume(co)) print(coroutine.status(co), coroutine.running())`,
	"wrap is dead":   `local w = coroutine.wrap(function() error("x") end) print((pcall(w))) print((pcall(w)))`,
	"yield across":   `local co = coroutine.create(function() print(pcall(function() coroutine.yield(1, 2) return 5 end)) print(coroutine.yield(3)) return "end" end) print(coroutine.resume(co)) print(coroutine.resume(co, "in")) print(coroutine.status(co))`,
	"any value":      `local co = coroutine.create(function() end) for _, v in ipairs{1, "s", true, print, {}, co, io.stdout} do local ok, e = pcall(error, v, 0); print(ok, e == v) local ok, e = xpcall(function() error(v, 0) end, function(e) return e end) print(ok, e == v) end`,
	"locals keep":    `local a, b = 1, 2; local function sum() return a + b end pcall(error); a = 10; print(sum()); b = 20; print(sum(), a, b)`,
}

func TestProtectedCalls(t *testing.T) {
	for name, program := range protections {
		t.Run(name, func(t *testing.T) { agree(t, program) })
	}
	if !broken(t, protections["captured local"], "3\n") {
		t.Error("gopher-lua keeps captured locals: PCall need not be replaced")
	}
}

// A host's state may have another kind of stack, of which there is less.
func TestProtectedCallsInAFixedStack(t *testing.T) {
	for _, o := range []lua.Options{{}, {CallStackSize: 1000, RegistrySize: 1 << 14}} {
		for name, program := range protections {
			t.Run(name, func(t *testing.T) {
				L := lua.NewState(o)
				defer L.Close()
				prepare()
				install(L)
				if got, want := runIn(L, program), reference(t, program); got != want {
					t.Errorf("%s\nprints\n%s\nlua5.1 prints\n%s", program, got, want)
				}
			})
		}
	}
}

func TestPCallFromGo(t *testing.T) {
	L := NewState()
	defer L.Close()
	L.SetGlobal("twice", L.NewFunction(func(L *lua.LState) int {
		for range 2 {
			L.Push(L.Get(1))
			if err := PCall(L, 0, 0, nil); err == nil {
				t.Error("no error")
			}
		}
		return 0
	}))
	fn, err := Load(L, strings.NewReader(`local n = 0; twice(function() n = n + 1; error("x") end); n = n + 10; return n`), "x")
	if err != nil {
		t.Fatal(err)
	}
	L.Push(fn)
	if err := PCall(L, 0, 1, nil); err != nil || L.Get(-1) != lua.LValue(lua.LNumber(12)) {
		t.Errorf("gives %v, %v; want 12", L.Get(-1), err)
	}
}

func TestGoPanicIsAnError(t *testing.T) {
	L := NewState()
	defer L.Close()
	L.Push(L.NewFunction(func(*lua.LState) int { var m map[string]int; m["x"] = 1; return 0 }))
	if err := PCall(L, 0, 0, nil); err == nil || !strings.Contains(err.Error(), "nil map") {
		t.Errorf("gives %v", err)
	}
}

func TestGoPanicReachesTheHandler(t *testing.T) {
	L := NewState()
	defer L.Close()
	var seen string
	handler := L.NewFunction(func(L *lua.LState) int { seen = L.CheckString(1); return 1 })
	L.Push(L.NewFunction(func(*lua.LState) int { panic("odd") }))
	if err := PCall(L, 0, 0, handler); err == nil || seen != "odd" || L.GetTop() != 0 {
		t.Errorf("gives %v, the handler saw %q, %d values are left", err, seen, L.GetTop())
	}
}

// A handler does not outlive its call, nor an error the flags of gopher-lua.
func TestPCallLeavesNothing(t *testing.T) {
	L := NewState()
	defer L.Close()
	fail := L.NewFunction(func(L *lua.LState) int { L.RaiseError("x"); return 0 })
	before := internals(L).hasErrorFunc
	for range 3 {
		L.Push(lua.LNumber(7))
		L.Push(fail)
		L.Push(lua.LNumber(8))
		if err := PCall(L, 1, 2, fail); ErrorValue(err) != lua.LValue(errorInHandler) {
			t.Fatalf("gives %v", err)
		}
		if L.GetTop() != 1 || L.Get(1) != lua.LValue(lua.LNumber(7)) || internals(L).hasErrorFunc != before {
			t.Fatalf("%d values are left, the flag is %v", L.GetTop(), internals(L).hasErrorFunc)
		}
		L.Pop(1)
	}
}

func TestPCallAllocatesNothing(t *testing.T) {
	L := NewState()
	defer L.Close()
	fn := L.NewFunction(func(*lua.LState) int { return 0 })
	call := func() {
		L.Push(fn)
		if err := PCall(L, 0, 0, nil); err != nil {
			t.Error(err)
		}
	}
	call()
	if a := testing.AllocsPerRun(100, call); a != 0 {
		t.Errorf("%v allocations", a)
	}
}

func BenchmarkPCall(b *testing.B) {
	for _, name := range []string{"gopher-lua", "here"} {
		b.Run(name, func(b *testing.B) {
			L := lua.NewState()
			if name == "here" {
				L = NewState()
			}
			fn, err := L.LoadString("local f = function() end for i = 1, 100000 do pcall(f) end")
			if err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				L.Push(fn)
				L.Call(0, 0)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/1e5, "ns/pcall")
		})
	}
}
