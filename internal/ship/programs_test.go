package ship

// programs return a function, and arguments for it, to be called in another
// process: it returns true or raises.
var programs = map[string]string{
	"values": `return function(...)
	local a, b, c, d, e, f, g, h, i = ...
	assert(a == nil and b == true and c == false and d == 2^53 and e == "x\0y\255" and f ~= f and 1/g < 0)
	assert(h == 1/0 and i == -1/0 and select("#", ...) == 11 and select(10, ...) == -2^53-2)
	return true
end, nil, true, false, 2^53, "x\0y\255", 0/0, -0, 1/0, -1/0, -2^53-2, nil`,

	"upvalue":        `local n = 5 return function() n = n + 1 return n == 6 end`,
	"shared cell":    `local n = 0 local function inc() n = n + 1 end return function() inc() inc() return n == 2 end`,
	"cells of args":  `local n = 0 return function(inc, get) inc() return get() == 1 end, function() n = n + 1 end, function() return n end`,
	"nil upvalue":    `local n return function() local was = n n = 1 return was == nil and n == 1 end`,
	"recursion":      `local function f(n) if n == 0 then return 1 end return n * f(n - 1) end return function() return f(5) == 120 end`,
	"itself":         `local f f = function(g) return f == g end return f, f`,
	"deep upvalues":  `local x = 1 local function f() return function() return function() x = x + 1 return x end end end return function() return f()()() == 2 and x == 2 end`,
	"loop closures":  `local fs = {} for i = 1, 3 do fs[i] = function() i = i + 10 return i end end return function() return fs[1]() == 11 and fs[2]() == 12 and fs[1]() == 21 end`,
	"function value": `return function(f, ...) return f(...) == 9 end, function(a, b) return a * b end, 3, 3`,
	"varargs":        `return function(...) local n = select("#", ...) return (function(...) return select("#", ...) end)(...) == n and n == 3 end, nil, nil, nil`,
	"loadstring":     `return loadstring("return ... == 7"), 7`,
	"load":           `local parts = {"return ", "... == 7"} return load(function() return table.remove(parts, 1) end), 7`,

	"mutual recursion": `local even, odd
function even(n) if n == 0 then return true end return odd(n - 1) end
function odd(n) if n == 0 then return false end return even(n - 1) end
return function() return even(10) and odd(7) end`,

	"open upvalues of a live frame": `local done
local function frame() local n = 1 local f = function() n = n + 1 return n == 2 end coroutine.yield(f) end
local co = coroutine.create(frame) local _, f = coroutine.resume(co) return f`,

	"cycle":         `local t = {} t.t = t t[t] = "self" return function(u) return u.t == u and u[u] == "self" and t == u end, t`,
	"shared":        `local s = {} return function(a, b) return a[1] == a[2] and a[1] == b.s end, {s, s}, {s = s}`,
	"holes":         `return function(t) return t[1] == 1 and t[2] == nil and t[9] == 9 and t[1000] == "far" end, {1, nil, 3, [9] = 9, [1000] = "far"}`,
	"odd keys":      `return function(t) return t[0] == "0" and t[-1] == "-1" and t[1.5] == "h" and t[true] == "t" and t[2^40] == "big" and t[print] == "p" end, {[0] = "0", [-1] = "-1", [1.5] = "h", [true] = "t", [2^40] = "big", [print] = "p"}`,
	"false values":  `return function(t) return t[1] == false and t.x == false end, {false, x = false}`,
	"array":         `local t = {} for i = 1, 1000 do t[i] = i * i end t.x = "y" return function(t) return #t == 1000 and t[30] == 900 and t.x == "y" end, t`,
	"sparse":        `local t = {} t[50000] = 1 return function(t) return t[50000] == 1 and next(t) == 50000 end, t`,
	"deep list":     `local head for i = 1, 200000 do head = {next = head, i} end return function(l) local n = 0 while l do n = n + 1 l = l.next end return n == 200000 end, head`,
	"deep calls":    `local f = function() return 0 end for i = 1, 200 do local g = f f = function() return g() + 1 end end return function() return f() == 200 end`,
	"metatable":     `local C = {} C.__index = C function C:name() return "c" .. self.x end local o = setmetatable({x = 1}, C) return function() return o:name() == "c1" and getmetatable(o) == C end`,
	"own metatable": `local t = {} setmetatable(t, t) t.__call = function(self, x) return self == t and x end return t, true`,

	"order of pairs": `local t = {} for c in ("qwertyuiop"):gmatch(".") do t[c] = c end t.w = nil
local o = "" for k in pairs(t) do o = o .. k end
return function(t, o) local n = "" for k in pairs(t) do n = n .. k end return n == o end, t, o`,

	"global":                 `function helper(x) return other(x) + 1 end function other(x) return x * limit end limit = 10 return function() return helper(2) == 21 end`,
	"only those":             `a, b = 1, 2 local peek = rawget local g = getfenv(0) return function() return a == 1 and next ~= nil end`,
	"set global":             `count = 3 return function() count = count + 1 return count == 4 end`,
	"nested names":           `limit = 10 return function() return (function() return function() return limit end end)()() == 10 end`,
	"all globals":            `unused = 1 return function() return rawget(_G, "unused") == 1 end`,
	"globals of all globals": `function a() return b end function c() return a() + 1 end b = 5 return function() return _G.a() == 5 and _G.c() == 6 end`,
	"module that stayed":     `local f = io.tmpfile() m = f package.loaded.m = f package.preload.m = function() return "anew" end return function() return require("m") == "anew" end`,
	"by upvalue":             `unused = 1 local g = _G return function() return g.unused == 1 end`,
	"by getfenv":             `unused = 1 local env = getfenv return function() return env(1).unused == 1 end`,
	"by load":                `unused = 1 return function() return loadstring("return unused == 1")() end`,
	"redefined":              `local p = print print = function() return p end return function() return print() == tostring and false or type(print()) == "function" end`,
	"deleted":                `print = nil return function() return print == nil end`,
	"strict _G":              `setmetatable(_G, {__index = function(_, k) return "no " .. k end}) return function() return nothing == "no nothing" end`,
	"poison sleeps":          `log = io.tmpfile() return function() return load ~= nil and not pcall(function() return _G.log.x end) end`,

	"added to a library":     `function string.trim(s) return (s:gsub("^%s+", "")) end return function() return ("  x"):trim() == "x" end`,
	"removed from a library": `string.rep = nil return function() return string.rep == nil end`,
	"a library replaced":     `string = {rep = function() return "mine" end} return function() return string.rep() == "mine" and ("x"):rep(2) == "xx" end`,
	"package.path":           `package.path = "nowhere/?.lua" return function() return package.path == "nowhere/?.lua" end`,
	"package.preload":        `package.preload.m = function() return {x = 5} end return function() return require("m").x == 5 end`,
	"loaders":                `table.insert(package.loaders, 1, function(name) if name == "made up" then return function() return 6 end end end) return function() return require("made up") == 6 and #package.loaders == 3 end`,
	"module":                 `package.loaded.m = {x = 1} local m = package.loaded.m return function() return require("m") == m and m.x == 1 end`,
	"module by global":       `m = {x = 1} package.loaded.m = m return function() return require("m") == m and m.x == 1 end`,
	"module()":               `module("geometry", package.seeall) side = 3 function area() return tostring(side * side) end return function() return area() == "9" end`,
	"natives":                `local p, f, t = pairs, string.format, {print} return function(out) return p == pairs and f == string.format and t[1] == print and out == io.stdout end, io.stdout`,
	"native iterators":       `local f = pairs({1}) return function() return f == (pairs({})) end`,
	"metatable of strings":   `local m = getmetatable("") m.__call = function(s, n) return s:sub(n, n) end return function() return m == getmetatable("") and ("abc")(2) == "b" end`,
	"environment":            `y = 2 local f = setfenv(function() return x == 1 and y == nil end, {x = 1}) return f`,
	"shared environment":     `local env = {n = 0} local f, g = function() n = n + 1 end, function() return n end setfenv(f, env) setfenv(g, env) return function() f() return g() == 1 and env.n == 1 end`,
	"environment over _G":    `y = 2 local f = setfenv(function() return x == 1 and y == 2 and tostring(y) == "2" end, setmetatable({x = 1}, {__index = _G})) return f`,

	"handle":          `local h = handle(7) return function(a, b) return a == h and b == h and h.id == 7 end, h, h`,
	"parts":           `local h = handle(7) local p, q = part(h, 1), part(h, 2) return function(a) return a.of == h and q.of == h and a.n == 1 and q.n == 2 and a == p end, p`,
	"part first":      `return function(p) return p.of.of.id == 3 end, part(part(handle(3), 1), 2)`,
	"parts in order":  `local c = handle(4) local inner = {c} local b = part(c, 1) return function(t) return t[1].of.of.of.id == 4 end, {part(part(b, 2), 3)}, inner`,
	"handles in data": `local h = handle(1) return function(u) return u[1].id == 1 and u[2][1].of.id == 2 and u[u[1]] == "key" end, {h, {part(handle(2), 3)}, [h] = "key"}`,
}
