-- A yield from within nested calls, and recursion in a coroutine.
local function deep(n)
  if n == 0 then return coroutine.yield("bottom") end
  local r = deep(n - 1)
  return r + 1
end
local co = coroutine.create(function() return deep(100) end)
print(coroutine.resume(co))
print(coroutine.resume(co, 5))
local function count(n) if n > 0 then coroutine.yield(n) return count(n - 1) end return "tail end" end
local c = coroutine.wrap(count)
local sum, v = 0, c(1000)
while type(v) == "number" do sum = sum + v v = c() end
print(sum, v)
