package lua51

import (
	"strings"
	"testing"
)

// wrongUses are statements that fail, each in a function of its own.
var wrongUses = []string{
	// What the source calls a value.
	"local x; x()", "local x; x.y = 1", "local x; return x.y", "local x; return x[1]", "local x; x[1] = 2",
	"x()", "return x.y", "x.y = 1", "x.y.z = 1", "return x.y.z",
	"local t = {}; t.x()", "local t = {}; t.x.y = 1", "local t = {}; return t.x.y.z", "local t = {}; t:m()", "local t = {}; t.a:m()",
	"local t = {a = {}}; t.a.b()", "local t = {a = {}}; t.a.b.c()", "local t = {}; t[1]()", "local t = {}; t[1][2] = 3", "local t, k = {}, 'x'; t[k]()",
	"local t, k = {}, 'x'; return t[k].y", "up()", "return up.x", "up.x = 1", "return up + 1", "up2.x.y()",
	"return (1)()", "return ('x')()", "('x').y.z()", "return ({})()", "return (function() end)()()", "return nil .. 'x'", "return 1 .. {}",
	// Operators.
	"return x + 1", "return 1 + x", "local x; return x + 1", "local x; return 1 - x", "local t = {}; return t.x * 2", "local t = {}; return 2 / t.x",
	"return {} + 1", "return 'a' + 1", "return 1 + 'a'", "local s = 'a'; return s * 2", "return -{}", "local x; return -x", "return -x", "return -'a'",
	"return #x", "local x; return #x", "return #5", "local t = {}; return #t.x", "return x .. 'a'", "local x; return 'a' .. x", "local t = {}; return 'a' .. t.x .. 'b'",
	"return 'a' .. {} .. 'b'", "local a, b = 1, {}; return a .. b", "local a, b = {}, 1; return a .. b", "return x ^ 2", "return x % 2",
	"local a = {}; local b = a + a", "local f = function() end; return f + 1", "return print + 1", "return 2 ^ {}", "return true + 1", "return math.pi.x.y", "return math.nothing()",
	// Comparisons.
	"return 1 < 'x'", "return {} < {}", "return {} <= 1", "return nil > 1", "return print < print", "return true < false", "return 'a' < 1", "return 1 >= {}", "local x; return x < 1",
	"return setmetatable({}, {__lt = function() error('lt') end}) < {}",
	// Loops.
	"for i = 'a', 2 do end", "for i = 1, {} do end", "for i = 1, 2, {} do end", "for k in nil do end", "for k in 5 do end", "for k in x do end", "for k in {} do end", "local x; for k in x do end",
	"for i = nil, 1 do end", "for i = 1, nil do end", "for i = 1, 2, 'x' do end",
	// Metamethods.
	"return setmetatable({}, {__index = 5}).x", "return setmetatable({}, {__index = setmetatable({}, {__index = 5})}).x", "setmetatable({}, {__newindex = 5}).x = 1",
	"setmetatable({}, {__call = 5})()", "return setmetatable({}, {__add = 5}) + 1", "return setmetatable({}, {__concat = 5}) .. 1",
	"local t = setmetatable({}, {}); getmetatable(t).__index = t; return t.x", "local t = setmetatable({}, {}); getmetatable(t).__newindex = t; t.x = 1",
	// Tables.
	"local t = {}; t[nil] = 1", "local t = {}; t[0/0] = 1", "return {[nil] = 1}", "rawset({}, nil, 1)",
	// Levels of error.
	"error('plain')", "error('none', 0)", "error('two', 2)", "error('three', 3)", "error()", "error(nil)", "error(5)", "error(5, 2)", "error('x', 100)", "error('x', -1)", "error('x', '2')",
	"local function f() error('two', 2) end f()", "local function f() error('two', 2) end local function g() f() end g()", "local function f() error('two', 2) end return f()",
	"assert(false)", "assert(nil, 'message')", "assert(false, {})", "assert()", "pcall()", "return select(2, pcall(error))", "return select(2, pcall(error, 'x'))", "return select(2, pcall(error, 'x', 2))",
	// Calls with other numbers of results and positions.
	"local function f() return nil end f()()", "local function f() return nil, nil end local a, b = f(); b()", "local a, b, c = 1; c()",
	"do local a = 1 end local b; b()", "do local a, b, c = 1, 2, 3 end print(x.y)", "if true then local q = 1 end x()", "while true do local w = 1; x() end", "repeat local r = 1; x() until false",
	"local a = {}; local function f() a.b.c = 1 end f()", "local a = {}; local function f() return function() a.b.c = 1 end end f()()",
	"local t = {f = function(self) self.x.y = 1 end}; t:f()", "local t = {}; t.x = t.y.z", "return (x or y).z", "return (x and y).z", "local x = x or {}; x.y.z = 1",
	"string.rep()", "('x'):rep()", "('x'):bad()", "string.rep('x', {})", "local f = string.rep; f()", "local t = {r = string.rep}; t.r()", "return #string.rep",
	"setmetatable(1, {})", "setmetatable({}, 1)", "ipairs()", "ipairs(nil)", "next({}, 'nokey')", "tostring()", "tonumber()", "rawget(1, 2)", "unpack(1)", "select(0)", "table.concat({{}})", "table.insert(1, 2)",
	"string.format('%d', 'x')", "math.floor('x')", "math.floor({})", "os.time({})", "coroutine.resume(1)", "coroutine.wrap(1)", "coroutine.create()",
	"coroutine.wrap(function() error('inside') end)()", "coroutine.wrap(function() local x; x.y = 1 end)()", "return coroutine.resume(coroutine.create(function() return x.y end))", "return coroutine.resume(coroutine.create(function() error('two', 2) end))",
}

// Errors read as they do in lua5.1, names of variables included.
func TestErrorsAgree(t *testing.T) {
	var program strings.Builder
	program.WriteString("local up, up2 = nil, {}\nlocal function try(text, f) print(text, pcall(f)) end\n")
	for _, use := range wrongUses {
		program.WriteString("try([=[" + use + "]=], function(...)\n" + use + "\nend)\n")
	}
	if strings.Contains(run(t, program.String()), "expected near") {
		t.Fatal("the program does not compile")
	}
	agreeByLine(t, program.String())
}
