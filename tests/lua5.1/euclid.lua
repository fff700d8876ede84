-- Greatest common divisors, least common multiples, Bezout's identity.
local function gcd(a, b) while b ~= 0 do a, b = b, a % b end return a end
local function lcm(a, b) return a / gcd(a, b) * b end
local function egcd(a, b)
  if b == 0 then return a, 1, 0 end
  local g, x, y = egcd(b, a % b)
  return g, y, x - math.floor(a / b) * y
end
for _, p in ipairs{{12, 18}, {17, 5}, {100, 75}, {240, 46}, {7, 0}} do
  local a, b = unpack(p)
  local g, x, y = egcd(a, b)
  print(a, b, gcd(a, b), b ~= 0 and lcm(a, b) or "-", g, x, y, a * x + b * y == g)
end
