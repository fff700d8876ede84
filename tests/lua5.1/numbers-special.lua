-- Infinity and not a number.
local inf, nan = 1 / 0, 0 / 0
print(inf, -inf, inf + 1 == inf, inf - 1e308 == inf)
print(nan == nan, nan ~= nan, nan < nan, nan > 1, 1 < nan)
print(inf > 1e308, -inf < -1e308, inf == math.huge, -inf == -math.huge)
print(tostring(inf * 0) == tostring(nan) or tostring(-(inf * 0)) == tostring(nan))
print(math.max(1, inf), math.min(1, -inf))
print(1 / inf, 1 / -inf, 1 / (1 / -inf))
local t = {}
t[inf], t[-inf] = "up", "down"
print(t[math.huge], t[-math.huge], t[nan])
print(pcall(function() t[nan] = 1 end))
