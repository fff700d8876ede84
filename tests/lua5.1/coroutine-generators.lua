-- Generators in sequence.
local function gen(f) return coroutine.wrap(f) end
local function naturals(n) return gen(function() for i = 1, n do coroutine.yield(i) end end) end
local function squares(g) return gen(function() for v in g do coroutine.yield(v * v) end end) end
local function pairsof(g, h) return gen(function() for v in g do coroutine.yield(v, h()) end end) end
for v in squares(naturals(5)) do io.write(v, " ") end
print()
for a, b in pairsof(naturals(3), squares(naturals(3))) do io.write(a, "/", b, " ") end
print()
local function chunks(s, n) return gen(function() for i = 1, #s, n do coroutine.yield(s:sub(i, i + n - 1)) end end) end
for c in chunks("abcdefgh", 3) do io.write("[", c, "]") end
print()
