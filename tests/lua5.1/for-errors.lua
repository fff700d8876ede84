-- What a numeric for demands.
print(pcall(function() for i = "x", 2 do end end))
print(pcall(function() for i = 1, {} do end end))
print(pcall(function() for i = 1, 2, print do end end))
print(pcall(function() for i = nil, 2 do end end))
print((pcall(function() for i in nil do end end)))
print(pcall(function() local n = 0 for i = 1, math.huge do n = n + 1 if n == 5 then break end end return n end))
