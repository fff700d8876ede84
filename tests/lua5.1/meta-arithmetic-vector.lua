-- Vectors with operators.
local V = {}
V.__index = V
local function vec(x, y) return setmetatable({x = x, y = y}, V) end
function V.__add(a, b) return vec(a.x + b.x, a.y + b.y) end
function V.__sub(a, b) return vec(a.x - b.x, a.y - b.y) end
function V.__mul(a, b)
  if type(a) == "number" then return vec(a * b.x, a * b.y) end
  if type(b) == "number" then return vec(a.x * b, a.y * b) end
  return a.x * b.x + a.y * b.y
end
function V.__div(a, k) return a * (1 / k) end
function V.__unm(a) return vec(-a.x, -a.y) end
function V.__eq(a, b) return a.x == b.x and a.y == b.y end
function V.__tostring(a) return "(" .. a.x .. ", " .. a.y .. ")" end
function V:length() return math.sqrt(self * self) end
local a, b = vec(3, 4), vec(1, -2)
print(tostring(a + b), tostring(a - b), a * b, tostring(2 * a), tostring(a * 2), tostring(a / 2), tostring(-a))
print(a:length(), a == vec(3, 4), a == b, a ~= b, a + b - b == a)
print(pcall(function() return a + 1 end))
print(pcall(function() return a % b end))
