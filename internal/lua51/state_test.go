package lua51

import (
	"runtime"
	"strings"
	"testing"
)

func TestDeepRecursion(t *testing.T) {
	agree(t, `local function sum(n) local a, b, c = n, n, n; if n == 0 then return 0 end return a + sum(n - 1) end print(sum(10000))`)
	agree(t, `local function f(n) if n == 0 then return 0 end return 1 + select(2, pcall(f, n - 1)) end print(f(150))`)
}

func TestEndlessRecursionIsAnError(t *testing.T) {
	for _, program := range []string{
		`local function f() return 1 + f() end print(pcall(f))`,
		`local t = setmetatable({}, {}); getmetatable(t).__index = function(t, k) return t[k + 1] end print(pcall(function() return t[1] end))`,
	} {
		out := run(t, program)
		if !strings.HasPrefix(out, "false") || !strings.Contains(out, "overflow") {
			t.Errorf("%s\nprints %q", program, out)
		}
	}
}

func TestLargeKeyIsCheap(t *testing.T) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if out := run(t, `local t = {}; t[7733249] = "x"; t[60000000] = "y"; print(t[7733249], t[60000000], #t)`); out != "x\ty\t0\n" {
		t.Errorf("prints %q", out)
	}
	runtime.ReadMemStats(&after)
	if n := after.TotalAlloc - before.TotalAlloc; n > 8<<20 {
		t.Errorf("allocates %d bytes", n)
	}
}

func TestLongListsHaveALength(t *testing.T) {
	agree(t, `local t = {}; for i = 1, 1000000 do t[i] = i end local n = 0; for _ in ipairs(t) do n = n + 1 end print(#t, n)`)
}

// A state has the names of lua5.1, with LuaJIT's bit, and without what only a
// console can do.
func TestNames(t *testing.T) {
	agree(t, `
		local names = {}
		for name, value in pairs(_G) do
			if name ~= "bit" and name ~= "p" and name ~= "arg" then names[#names + 1] = name end
			if type(value) == "table" and package.loaded[name] == value and name ~= "_G" and name ~= "bit" then
				for field in pairs(value) do
					if name .. "." .. field ~= "debug.debug" then names[#names + 1] = name .. "." .. tostring(field) end
				end
			end
		end
		table.sort(names)
		print(table.concat(names, " "))`)
}
