-- Fibonacci numbers in three ways.
local function slow(n) if n < 2 then return n end return slow(n - 1) + slow(n - 2) end
local function fast(n) local a, b = 0, 1 for _ = 1, n do a, b = b, a + b end return a end
local memo = setmetatable({0, 1}, {__index = function(t, n) local v = t[n - 1] + t[n - 2] t[n] = v return v end})
for i = 0, 15 do io.write(slow(i), i < 15 and " " or "\n") end
for i = 0, 80, 10 do io.write(fast(i), i < 80 and " " or "\n") end
print(memo[50], memo[79], #memo)
