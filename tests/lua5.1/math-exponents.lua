-- Powers, roots and logarithms.
local function r(x) return ("%.10g"):format(x) end
print(math.sqrt(16), r(math.sqrt(2)), math.sqrt(-1) ~= math.sqrt(-1), math.sqrt(0))
print(math.exp(0), r(math.exp(1)), math.log(1), r(math.log(10)), math.log10(1000), r(math.log10(2)))
print(math.pow(2, 10), math.pow(2, 0.5) == 2 ^ 0.5, 2 ^ 10, math.pow(0, 0))
print(math.frexp(8), math.frexp(0), math.frexp(-0.3))
print(math.ldexp(0.5, 4), math.ldexp(1, -1), math.ldexp(1, 10))
print(math.log(0), -math.log(0), math.exp(1000), math.exp(-1000), 1 / math.huge)
print(math.frexp(1023.5), math.ldexp(math.frexp(1023.5)))
