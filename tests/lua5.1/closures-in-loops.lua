-- Every turn of a loop has a fresh variable.
local fs = {}
for i = 1, 3 do fs[#fs + 1] = function() i = i * 10 return i end end
for _, name in ipairs{"x", "y"} do fs[#fs + 1] = function() return name end end
local n = 0
while n < 2 do
  n = n + 1
  local m = n
  fs[#fs + 1] = function() m = m + 0.5 return m, n end
end
repeat
  local last = n
  fs[#fs + 1] = function() return last end
  n = n + 1
until last >= 3
for round = 1, 2 do
  for i, f in ipairs(fs) do io.write(i, ":", table.concat({f()}, ","), " ") end
  print(round)
end
