-- running gives the coroutine, and nothing in the main program.
print(coroutine.running())
local co
co = coroutine.create(function()
  print(coroutine.running() == co, type(coroutine.running()))
  local inner = coroutine.wrap(function() return coroutine.running() end)
  print(inner() ~= co)
  coroutine.yield(coroutine.running())
  print(coroutine.running() == co)
end)
local _, r = coroutine.resume(co)
print(r == co)
coroutine.resume(co)
print(coroutine.running(), select("#", coroutine.running()))
