-- A coroutine has the globals of its function.
x = "global"
local function f() coroutine.yield(x) x = "set" coroutine.yield(x) end
local env = {x = "env", coroutine = coroutine}
local co = coroutine.wrap(setfenv(f, env))
print(co(), co(), x, env.x)
local co2 = coroutine.create(function() return getfenv(0) == _G end)
print(coroutine.resume(co2))
