-- Getters and setters by __index and __newindex.
local Temperature = {get = {}, set = {}}
function Temperature.__index(o, k)
  local g = Temperature.get[k]
  if g then return g(o) end
  return Temperature[k]
end
function Temperature.__newindex(o, k, v)
  local s = Temperature.set[k]
  if not s then error("no property '" .. tostring(k) .. "'", 2) end
  s(o, v)
end
function Temperature.get.fahrenheit(o) return o.celsius * 9 / 5 + 32 end
function Temperature.set.fahrenheit(o, f) rawset(o, "celsius", (f - 32) * 5 / 9) end
local t = setmetatable({celsius = 100}, Temperature)
print(t.celsius, t.fahrenheit)
t.fahrenheit = 32
print(t.celsius, t.fahrenheit)
print(pcall(function() t.kelvin = 5 end))
t.celsius = -40
print(t.fahrenheit, t.kelvin)
