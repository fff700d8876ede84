-- Complex numbers.
local C = {}
local function complex(re, im) return setmetatable({re = re, im = im or 0}, C) end
local function both(f) return function(a, b)
  if type(a) == "number" then a = complex(a) end
  if type(b) == "number" then b = complex(b) end
  return f(a, b)
end end
C.__add = both(function(a, b) return complex(a.re + b.re, a.im + b.im) end)
C.__sub = both(function(a, b) return complex(a.re - b.re, a.im - b.im) end)
C.__mul = both(function(a, b) return complex(a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re) end)
C.__div = both(function(a, b) local d = b.re ^ 2 + b.im ^ 2 return complex((a.re * b.re + a.im * b.im) / d, (a.im * b.re - a.re * b.im) / d) end)
C.__pow = function(a, n) local r = complex(1) for _ = 1, n do r = r * a end return r end
C.__unm = function(a) return 0 - a end
C.__eq = function(a, b) return a.re == b.re and a.im == b.im end
C.__tostring = function(a) return string.format("%g%+gi", a.re, a.im) end
local i = complex(0, 1)
for _, z in ipairs{i * i, 1 + i, 2 - 3 * i, (1 + i) ^ 8, (1 + 2 * i) / (3 - 4 * i), -(2 + i), i - 1} do print(z) end
print(i * i == complex(-1), i == -i, complex(1) == 1)
