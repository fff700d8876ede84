-- Functions are values: composition, currying, partial application.
local function compose(f, g) return function(...) return f(g(...)) end end
local function curry(f, x) return function(...) return f(x, ...) end end
local add = function(a, b) return a + b end
local inc, double = curry(add, 1), function(x) return x * 2 end
print(inc(5), double(5), compose(inc, double)(5), compose(double, inc)(5))
local function power(n) if n == 0 then return function(x) return x end end return compose(double, power(n - 1)) end
print(power(0)(3), power(1)(3), power(10)(3))
