-- Roots by Newton's method, bisection, and integrals by Simpson's rule.
local function newton(f, df, x) for i = 1, 50 do local d = f(x) / df(x) x = x - d if math.abs(d) < 1e-13 then return x, i end end end
local function bisect(f, a, b) while b - a > 1e-12 do local m = (a + b) / 2 if f(a) * f(m) <= 0 then b = m else a = m end end return (a + b) / 2 end
local function simpson(f, a, b, n)
  local h, s = (b - a) / n, f(a) + f(b)
  for i = 1, n - 1 do s = s + f(a + i * h) * (i % 2 == 1 and 4 or 2) end
  return s * h / 3
end
print(("%.12f"):format((newton(function(x) return x * x - 2 end, function(x) return 2 * x end, 1))))
print(("%.10f"):format(bisect(function(x) return math.cos(x) - x end, 0, 1)))
print(("%.10f %.8f"):format(simpson(function(x) return x ^ 3 end, 0, 2, 10), simpson(math.sin, 0, math.pi, 100)))
