-- New functions get the environment of the one that makes them.
local function make()
  local env = {print = print}
  setfenv(1, env)
  value = "in env"
  return function() return value end, env
end
local f, env = make()
print(f(), value, getfenv(f) == env)
env.value = "changed"
print(f())
local g = loadstring("return function() return value end")
print(getfenv(g) == _G, getfenv(g()) == _G)
setfenv(g, env)
print(g()(), getfenv(g()) == env)
