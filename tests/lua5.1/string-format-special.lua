-- Formats of infinity and not a number.
local inf, nan = math.huge, math.huge - math.huge
print(string.format("%f %g %e %5.1f", inf, inf, -inf, inf))
print(string.format("[%10g] [%-10f] [%+g]", inf, -inf, inf))
print((string.format("%f %g", nan, nan):gsub("-", "")))
print(string.format("%.14g %.17g %.3g", 0.1, 0.1, 0.1))
print(string.format("%5s|%-5s|%.2s|%s", "ab", "ab", "abcdef", "x\0y") == "   ab|ab   |ab|x\0y")
