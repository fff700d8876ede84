-- Polynomials: values, sums, products, derivatives.
local P = {}
P.__index = P
local function poly(...) return setmetatable({...}, P) end
function P:__call(x) local v = 0 for i = #self, 1, -1 do v = v * x + self[i] end return v end
function P.__add(a, b) local r = poly() for i = 1, math.max(#a, #b) do r[i] = (a[i] or 0) + (b[i] or 0) end return r end
function P.__mul(a, b)
  local r = poly()
  for i = 1, #a + #b - 1 do r[i] = 0 end
  for i = 1, #a do for j = 1, #b do r[i + j - 1] = r[i + j - 1] + a[i] * b[j] end end
  return r
end
function P:derive() local r = poly() for i = 2, #self do r[i - 1] = self[i] * (i - 1) end return r end
function P:__tostring()
  local out = {}
  for i = #self, 1, -1 do
    if self[i] ~= 0 then out[#out + 1] = (self[i] < 0 and "-" or #out > 0 and "+" or "") .. ((math.abs(self[i]) ~= 1 or i == 1) and math.abs(self[i]) or "") .. (i > 2 and "x^" .. i - 1 or i == 2 and "x" or "") end
  end
  return table.concat(out, " ")
end
local p, q = poly(-1, 0, 3), poly(1, 1)
print(p, q, p + q, p * q, (p * q):derive())
print(p(0), p(2), q(-1), (p * q)(2) == p(2) * q(2))
