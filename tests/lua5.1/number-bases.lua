-- Numbers in all bases.
local digits = "0123456789abcdefghijklmnopqrstuvwxyz"
local function tobase(n, b)
  if n == 0 then return "0" end
  local s, sign = "", n < 0 and "-" or ""
  n = math.abs(n)
  while n > 0 do
    local d = n % b
    s, n = digits:sub(d + 1, d + 1) .. s, math.floor(n / b)
  end
  return sign .. s
end
for _, n in ipairs{0, 7, 255, 1000, 123456789} do
  print(n, tobase(n, 2), tobase(n, 8), tobase(n, 16), tobase(n, 36))
  for b = 2, 36 do assert(tonumber(tobase(n, b), b) == n) end
end
print(tobase(-255, 16), tobase(255, 10), ("%x"):format(255), ("%o"):format(8))
