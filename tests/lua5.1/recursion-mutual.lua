-- Functions that call one another.
local even, odd
function even(n) if n == 0 then return true end return odd(n - 1) end
function odd(n) if n == 0 then return false end return even(n - 1) end
print(even(10), odd(10), even(7), odd(7), even(100000))
local F, M
function F(n) return n == 0 and 1 or n - M(F(n - 1)) end
function M(n) return n == 0 and 0 or n - F(M(n - 1)) end
for i = 0, 14 do io.write(F(i), "/", M(i), " ") end
print()
