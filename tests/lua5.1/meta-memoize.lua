-- Results that are kept.
local calls = 0
local function memoize(f)
  return setmetatable({}, {__mode = "k", __call = function(self, x)
    local v = rawget(self, x)
    if v == nil then v = f(x) rawset(self, x, v) end
    return v
  end})
end
local slow = function(n) calls = calls + 1 return n * n end
local fast = memoize(slow)
print(fast(3), fast(4), fast(3), fast(3), calls)
local fib
fib = memoize(function(n) return n < 2 and n or fib(n - 1) + fib(n - 2) end)
print(fib(30), fib(60))
