-- __eq needs the same function on both sides; __lt and __le also for mixed kinds.
local function lt(a, b) return (type(a) == "table" and a.v or a) < (type(b) == "table" and b.v or b) end
local mt = {__lt = lt, __eq = function(a, b) return a.v == b.v end}
local function new(v, m) return setmetatable({v = v}, m or mt) end
print(new(1) < new(2), new(2) < new(1), new(1) > new(2), new(1) == new(1), new(1) ~= new(1))
print(new(1) <= new(2), new(2) <= new(1), new(2) >= new(2))
local other = {__eq = function() return true end, __lt = function() return true end}
print(new(1) == new(1, other), new(1, other) == new(2, other))
print(new(1, {__eq = mt.__eq}) == new(1), rawequal(new(1), new(1)))
print(new(1) == 1, 1 == new(1), new(1) == {v = 1})
print(pcall(function() return new(1) < new(2, other) end))
print(pcall(function() return new(1) < 5 end))
