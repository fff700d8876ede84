-- Fractions.
local R = {}
local function gcd(a, b) while b ~= 0 do a, b = b, a % b end return a end
local function frac(n, d)
  d = d or 1
  if d == 0 then error("denominator is zero", 2) end
  local g = gcd(math.abs(n), math.abs(d)) * (d < 0 and -1 or 1)
  return setmetatable({n = n / g, d = d / g}, R)
end
function R.__add(a, b) return frac(a.n * b.d + b.n * a.d, a.d * b.d) end
function R.__sub(a, b) return a + -b end
function R.__mul(a, b) return frac(a.n * b.n, a.d * b.d) end
function R.__div(a, b) return frac(a.n * b.d, a.d * b.n) end
function R.__unm(a) return frac(-a.n, a.d) end
function R.__eq(a, b) return a.n == b.n and a.d == b.d end
function R.__lt(a, b) return a.n * b.d < b.n * a.d end
function R.__le(a, b) return not (b < a) end
function R.__tostring(a) return a.d == 1 and tostring(a.n) or a.n .. "/" .. a.d end
local h, t = frac(1, 2), frac(1, 3)
print(tostring(h + t), tostring(h - t), tostring(h * t), tostring(h / t), tostring(-h), tostring(h + h))
print(h < t, h > t, h <= frac(2, 4), h >= frac(-3, -6), h == frac(2, 4), h ~= t)
print(pcall(frac, 1, 0))
local sum = frac(0)
for k = 1, 10 do sum = sum + frac(1, k * (k + 1)) end
print(sum)
