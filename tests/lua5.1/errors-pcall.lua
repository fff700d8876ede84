-- pcall gives what the function gives.
print(pcall(function() return end))
print(pcall(function() return 1, nil, 3 end))
print(pcall(pcall, error, "inner"))
print(pcall(select, "#", 1, 2, 3))
print(pcall(5))
print(pcall(nil))
print(pcall("x", 1))
print((pcall(pcall)))
local ok, e = pcall(function() local t = nil; return t.x end)
print(ok, e)
local depth = 0
local function nest(n) if n == 0 then error("bottom", 0) end local ok, e = pcall(nest, n - 1) depth = depth + 1 error(e .. n, 0) end
print(pcall(nest, 5))
print(depth)
