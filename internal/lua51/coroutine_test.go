package lua51

import (
	"runtime"
	"testing"
)

func TestNestedCoroutines(t *testing.T) {
	for name, program := range map[string]string{
		"wrap":      `local n = 0; local function f() n = n + 1; coroutine.wrap(f)() end local ok, e = pcall(f) print(ok, e:match("C stack overflow"), n > 150, n < 250)`,
		"resume":    `local n = 0; local function f() n = n + 1; return select(2, coroutine.resume(coroutine.create(f))) end print(f(), n > 150, n < 250)`,
		"afterward": `local function f() coroutine.wrap(f)() end pcall(f) print(coroutine.running(), coroutine.wrap(function(x) return x end)(5))`,
		"a hundred": `local function f(n) if n == 0 then return 0 end return 1 + coroutine.wrap(f)(n - 1) end print(f(100))`,
		"in turn":   `local n = 0; for i = 1, 1000 do n = n + coroutine.wrap(function() return i end)() end print(n)`,
	} {
		t.Run(name, func(t *testing.T) { agree(t, program) })
	}
}

// A coroutine does not take the room of a main program: 40 kB, not 200.
func TestCoroutinesAreSmall(t *testing.T) {
	const many = 1000
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	run(t, `for i = 1, 1000 do coroutine.wrap(function() coroutine.yield() end)() end`)
	runtime.ReadMemStats(&after)
	if n := (after.TotalAlloc - before.TotalAlloc) / many; n > 50<<10 {
		t.Errorf("a coroutine allocates %d bytes", n)
	}
}

// An overflow within a coroutine leaves captured locals what they were.
func TestCoroutineOverflow(t *testing.T) {
	agree(t, `local get
		local co = coroutine.create(function()
			local x = "kept"
			get = function() return x end
			local function f() return 1 + f() end
			f()
		end)
		print(coroutine.resume(co))
		print(coroutine.status(co), get())`)
}
