-- wrap: a function that resumes, and passes errors on.
local gen = coroutine.wrap(function() for i = 1, 3 do coroutine.yield(i) end end)
print(gen(), gen(), gen(), gen())
print(pcall(gen))
local bad = coroutine.wrap(function() error("from inside") end)
print(pcall(bad))
print(pcall(bad))
local badtable = coroutine.wrap(function() error({code = 7}, 0) end)
print(select(2, pcall(badtable)).code)
for c in coroutine.wrap(function() for c in ("abc"):gmatch(".") do coroutine.yield(c) end end) do io.write(c, " ") end
print(type(coroutine.wrap(function() end)), pcall(coroutine.wrap, print))
