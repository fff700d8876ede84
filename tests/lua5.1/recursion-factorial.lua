-- Factorials, exactly as long as a double can.
local function fact(n) if n <= 1 then return 1 end return n * fact(n - 1) end
for _, n in ipairs{0, 1, 5, 10, 15, 17, 18, 20, 25, 50, 100, 170} do print(n, fact(n)) end
print(171, fact(171), fact(171) == math.huge)
print(fact(20) / fact(18), fact(5) + 0.5)
