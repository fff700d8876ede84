-- Concatenation of strings and numbers.
print("a" .. "b", 1 .. 2, 1.5 .. "x", -1 .. "", 1e100 .. "")
print("a" .. 1 + 2 .. "b", 2 ^ 3 .. "")
local t = {}
for i = 1, 10 do t[i] = i .. ":" .. i * i end
print(table.concat(t, " "))
print(pcall(function() return "a" .. nil end))
print(pcall(function() return {} .. "a" end))
print(pcall(function() return 1 .. true end))
print(pcall(function() local x; return "a" .. "b" .. x .. "c" end))
