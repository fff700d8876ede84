-- Any number of values, nil among them.
local co = coroutine.wrap(function(...)
  local n = select("#", ...)
  while true do n = select("#", coroutine.yield(n, nil, nil)) end
end)
print(co(1, nil, nil))
print(co())
print(co(nil))
print((co(1, 2, 3, 4)))
print(select("#", coroutine.resume(coroutine.create(function() return end))))
print(select("#", coroutine.resume(coroutine.create(function() return nil, nil end))))
print(coroutine.resume(coroutine.create(function(...) return ... end), 1, nil, 3))
