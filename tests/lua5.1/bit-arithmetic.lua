-- Bits by arithmetic, as where there is no library.
local function bits(n) local t = {} repeat t[#t + 1] = n % 2 n = math.floor(n / 2) until n == 0 return t end
local function number(t) local n = 0 for i = #t, 1, -1 do n = n * 2 + t[i] end return n end
local function combine(f) return function(a, b)
  local x, y, r = bits(a), bits(b), {}
  for i = 1, math.max(#x, #y) do r[i] = f(x[i] or 0, y[i] or 0) end
  return number(r)
end end
local band, bor, bxor = combine(function(a, b) return a * b end), combine(math.max), combine(function(a, b) return (a + b) % 2 end)
for _, p in ipairs{{12, 10}, {255, 15}, {0, 7}, {4294967295, 2863311530}} do print(p[1], p[2], band(p[1], p[2]), bor(p[1], p[2]), bxor(p[1], p[2])) end
local function crc(s)
  local c = 4294967295
  for i = 1, #s do
    c = bxor(c, s:byte(i))
    for _ = 1, 8 do c = c % 2 == 1 and bxor(math.floor(c / 2), 3988292384) or math.floor(c / 2) end
  end
  return ("%08x"):format(4294967295 - c)
end
print(crc("The quick brown fox jumps over the lazy dog"), crc(""))
