-- __unm, and arithmetic with one side only.
local mt = {}
local names = {add = function(a, b) return a + b end, sub = function(a, b) return a - b end, mul = function(a, b) return a * b end,
  div = function(a, b) return a / b end, mod = function(a, b) return a % b end, pow = function(a, b) return a ^ b end}
for name in pairs(names) do
  mt["__" .. name] = function(a, b) return name .. "(" .. type(a) .. "," .. type(b) .. ")" end
end
function mt.__unm(a, b) return "unm(" .. type(a) .. "," .. tostring(rawequal(a, b)) .. ")" end
local o = setmetatable({}, mt)
for _, name in ipairs{"add", "sub", "mul", "div", "mod", "pow"} do
  local f = names[name]
  print(f(o, 1), f(1, o), f(o, o), f("5", o), f(o, "x"))
end
print(-o)
print(pcall(function() return -{} end))
print(pcall(function() return {} + 1 end))
