-- Shallow and deep copies.
local function shallow(t) local c = {} for k, v in pairs(t) do c[k] = v end return c end
local function deep(t, seen)
  if type(t) ~= "table" then return t end
  seen = seen or {}
  if seen[t] then return seen[t] end
  local c = {}
  seen[t] = c
  for k, v in pairs(t) do c[deep(k, seen)] = deep(v, seen) end
  return setmetatable(c, getmetatable(t))
end
local a = {1, {2, 3}, x = {y = "z"}}
a.self = a
local s, d = shallow(a), deep(a)
a[2][1] = "changed"
a.x.y = "changed too"
print(s[2][1], s.x.y, s.self == a)
print(d[2][1], d.x.y, d.self == d, d[1])
