-- Thousands of coroutines alive at once.
local list = {}
for i = 1, 5000 do
  local co = coroutine.create(function(a) local b = coroutine.yield(a + i) return a * b + i end)
  list[i] = co
end
local first, second = 0, 0
for i, co in ipairs(list) do first = first + select(2, coroutine.resume(co, i)) end
for i, co in ipairs(list) do second = second + select(2, coroutine.resume(co, 2)) end
print(first, second)
for i = 1, #list, 1000 do io.write(coroutine.status(list[i]), " ") end
print()
