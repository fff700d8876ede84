-- The numeric for in all directions.
local function list(...)
  local t = {}
  local first, last, step = ...
  for i = first, last, step or 1 do t[#t + 1] = i end
  print(#t .. ":", table.concat(t, " "))
end
list(1, 5)
list(5, 1)
list(5, 1, -1)
list(1, 10, 3)
list(10, 1, -4)
list(1, 1)
list(0, 1, 0.25)
list(-1, 1, 0.5)
list(1, 0.99)
list(3, 1, 1)
list("1", "3")
list("10", 1, "-3")
