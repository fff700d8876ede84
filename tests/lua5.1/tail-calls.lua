-- A call in tail position takes no stack.
local function loop(n, sum) if n == 0 then return sum end return loop(n - 1, sum + n) end
print(loop(200000, 0))
local states = {}
function states.a(n) if n == 0 then return "done in a" end return states.b(n - 1) end
function states.b(n) if n == 0 then return "done in b" end return states.a(n - 1) end
print(states.a(100001), states.b(100001))
local function apply(f, ...) return f(...) end
print(apply(apply, apply, apply, select, -2, "x", "y", "z"))
