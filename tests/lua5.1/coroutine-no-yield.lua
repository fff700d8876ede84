-- What a yield cannot cross in Lua 5.1.
local function try(name, f) print(name, coroutine.resume(coroutine.create(f))) end
try("pcall", function() return pcall(coroutine.yield, 1) end)
try("pcall of a function", function() return pcall(function() coroutine.yield(1) end) end)
try("metamethod", function() return setmetatable({}, {__index = function(_, k) return coroutine.yield(k) end}).x end)
try("arithmetic", function() return setmetatable({}, {__add = function() coroutine.yield(1) end}) + 1 end)
try("sort", function() table.sort({3, 2, 1}, function(a, b) coroutine.yield() return a < b end) end)
try("gsub", function() return ("abc"):gsub(".", function(c) coroutine.yield(c) end) end)
try("iterator", function() for x in function() return coroutine.yield("in the iterator") end do return x end end)
try("plain", function() return coroutine.yield("fine") end)
