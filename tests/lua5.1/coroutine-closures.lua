-- Locals of a coroutine that closures keep.
local function counter()
  return coroutine.wrap(function()
    local n = 0
    local function inc() n = n + 1 return n end
    while true do coroutine.yield(inc) end
  end)
end
local c = counter()
local inc = c()
print(inc(), inc(), c()(), inc == c())
local keep
local co = coroutine.create(function() local x = 10 keep = function() x = x + 1 return x end error("gone") end)
print(coroutine.resume(co))
print(keep(), keep())
local again = counter()()
print(again(), inc())
