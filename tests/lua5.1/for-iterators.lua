-- Iterators made of closures.
local function range(n, m, step)
  n, step = n - (step or 1), step or 1
  return function() n = n + step if n <= m then return n end end
end
local function map(f, iter) return function() local v = iter() if v ~= nil then return f(v) end end end
local function filter(p, iter) return function() for v in iter do if p(v) then return v end end end end
local function take(n, iter) return function() if n > 0 then n = n - 1 return iter() end end end
local function collect(iter) local t = {} for v in iter do t[#t + 1] = v end return table.concat(t, " ") end
print(collect(range(1, 5)))
print(collect(map(function(x) return x * x end, range(1, 5))))
print(collect(filter(function(x) return x % 3 == 0 end, range(1, 20))))
print(collect(take(3, filter(function(x) return x % 2 == 1 end, range(10, 1000)))))
