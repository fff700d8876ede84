-- All matches in turn.
for w in ("one two  three"):gmatch("%a+") do io.write("<", w, ">") end
print()
for k, v in ("a=1, b=2, c=3"):gmatch("(%w+)=(%w+)") do io.write(k, "->", v, " ") end
print()
for p in ("abc"):gmatch("()") do io.write(p, " ") end
print()
for e in ("a,,b,"):gmatch("([^,]*)") do io.write("[", e, "]") end
print()
for a in ("aaa"):gmatch("a-") do io.write("(", a, ")") end
print()
local next_digit = ("x1y2"):gmatch("%d")
print(next_digit(), next_digit(), next_digit())
for c in ("^a^b"):gmatch("^a") do io.write("anchor ", c) end
print(pcall(string.gmatch, "x"))
