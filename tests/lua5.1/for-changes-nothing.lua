-- The variable of a for is a copy; the limits are computed once.
local n = 3
for i = 1, n do
  n = 100
  io.write(i, " ")
  i = i * 50
  io.write(i, "; ")
end
print(n)
local calls = 0
local function limit() calls = calls + 1 return 4 end
for i = 1, limit() do end
print(calls)
local t = {1, 2, 3}
for i = 1, #t do t[#t + 1] = i end
print(#t)
