-- Passing on, cutting, prepending.
local function tail(_, ...) return ... end
local function last(...) return (select(select("#", ...), ...)) end
local function reverse(first, ...)
  if select("#", ...) == 0 then return first end
  local t = {reverse(...)}
  t[#t + 1] = first
  return unpack(t)
end
print(tail(1, 2, 3), (tail(1, 2, 3)))
print(last("a", "b", "c"))
print(reverse(1, 2, 3, 4, 5))
print(({tail(1, 2, 3), tail(1, 2, 3)})[1], #{tail(1, 2, 3), tail(1, 2, 3)}, #{tail(1, 2, 3), (tail(1, 2, 3))})
