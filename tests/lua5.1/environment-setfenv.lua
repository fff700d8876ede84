-- A function's globals are a table of its own.
local function f() x = (x or 0) + 1 return x end
local env = {}
print(setfenv(f, env) == f, getfenv(f) == env)
print(f(), f(), env.x, x)
local function sandbox(code, env) local g = assert(loadstring(code, "=sandbox")) return pcall(setfenv(g, env)) end
print(sandbox("y = 5 return y * 2", {}))
print(sandbox("print('hi')", {}))
print(sandbox("return print ~= nil", setmetatable({}, {__index = _G})))
print(sandbox("z = 1 return getfenv(1).z", {getfenv = getfenv}), z)
