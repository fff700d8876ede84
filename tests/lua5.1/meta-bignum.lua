-- Large integers as lists of digits.
local B = {}
B.__index = B
local function big(s)
  local n = setmetatable({}, B)
  for d in tostring(s):reverse():gmatch("%d") do n[#n + 1] = tonumber(d) end
  return n
end
function B.__add(a, b)
  local r, carry = setmetatable({}, B), 0
  for i = 1, math.max(#a, #b) do
    local s = (a[i] or 0) + (b[i] or 0) + carry
    r[i], carry = s % 10, math.floor(s / 10)
  end
  if carry > 0 then r[#r + 1] = carry end
  return r
end
function B.__mul(a, k)
  local r, carry = setmetatable({}, B), 0
  for i = 1, #a do
    local p = a[i] * k + carry
    r[i], carry = p % 10, math.floor(p / 10)
  end
  while carry > 0 do r[#r + 1], carry = carry % 10, math.floor(carry / 10) end
  return r
end
function B.__tostring(n) return (table.concat(n):reverse()) end
local f = big(1)
for i = 2, 30 do f = f * i end
print(f)
local a, b = big(0), big(1)
for _ = 1, 150 do a, b = b, a + b end
print(a, #tostring(a))
