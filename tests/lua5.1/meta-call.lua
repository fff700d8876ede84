-- Tables that can be called.
local adder = setmetatable({n = 10}, {__call = function(self, a, b, ...) return self.n + a, b, select("#", ...) end})
print(adder(1), (adder(1, 2)))
print(adder(1, 2, 3, nil))
print(pcall(adder, 5))
local curried = setmetatable({}, {__call = function(self, x) self[#self + 1] = x return self end})
print(#curried(1)(2)(3), curried[3])
local t = {m = adder}
print(t.m(5), t.m(5, 6, 7))
for v in setmetatable({n = 0}, {__call = function(s) s.n = s.n + 1 if s.n <= 3 then return s.n end end}) do io.write(v, " ") end
print()
print(pcall(setmetatable({}, {__call = 5})))
print(pcall(setmetatable({}, {__call = setmetatable({}, {__call = function() return "twice" end})})))
