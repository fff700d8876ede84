-- Products, powers and determinants.
local function mul(a, b)
  local c = {}
  for i = 1, #a do
    c[i] = {}
    for j = 1, #b[1] do
      local s = 0
      for k = 1, #b do s = s + a[i][k] * b[k][j] end
      c[i][j] = s
    end
  end
  return c
end
local function show(m) for _, r in ipairs(m) do print("[" .. table.concat(r, " ") .. "]") end end
local function det(m)
  if #m == 1 then return m[1][1] end
  local d = 0
  for c = 1, #m do
    local minor = {}
    for i = 2, #m do
      minor[i - 1] = {}
      for j = 1, #m do if j ~= c then table.insert(minor[i - 1], m[i][j]) end end
    end
    d = d + (c % 2 == 1 and 1 or -1) * m[1][c] * det(minor)
  end
  return d
end
show(mul({{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}))
show(mul({{1, 2, 3}}, {{1}, {2}, {3}}))
local f = {{1, 1}, {1, 0}}
for _ = 1, 4 do f = mul(f, f) end
show(f)
print(det{{2}}, det{{1, 2}, {3, 4}}, det{{2, 0, 1}, {1, 3, 2}, {1, 1, 1}})
