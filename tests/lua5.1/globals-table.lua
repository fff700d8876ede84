-- _G is a table like others.
a = 5
print(_G.a, _G["a"], _G._G == _G, getfenv(1) == _G)
_G.b = "set through _G"
print(b, rawget(_G, "undefined"))
for _, name in ipairs{"print", "pairs", "string", "table", "math", "io", "os", "coroutine", "package", "debug"} do
  io.write(name, ":", type(_G[name]), " ")
end
print()
local function getfield(path)
  local v = _G
  for w in path:gmatch("[%w_]+") do v = v[w] end
  return v
end
print(getfield("string.format")("%d", 7), getfield("a"), getfield("math.pi") == math.pi, _VERSION)
