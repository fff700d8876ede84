-- Linear equations.
local function solve(a, b)
  local n = #a
  for c = 1, n do
    local p = c
    for r = c + 1, n do if math.abs(a[r][c]) > math.abs(a[p][c]) then p = r end end
    a[c], a[p], b[c], b[p] = a[p], a[c], b[p], b[c]
    if a[c][c] == 0 then return nil, "singular" end
    for r = c + 1, n do
      local f = a[r][c] / a[c][c]
      for k = c, n do a[r][k] = a[r][k] - f * a[c][k] end
      b[r] = b[r] - f * b[c]
    end
  end
  local x = {}
  for r = n, 1, -1 do
    local s = b[r]
    for k = r + 1, n do s = s - a[r][k] * x[k] end
    x[r] = s / a[r][r]
  end
  return x
end
for _, v in ipairs(solve({{2, 1, -1}, {-3, -1, 2}, {-2, 1, 2}}, {8, -11, -3})) do io.write(("%.6f "):format(v)) end
print()
print(solve({{1, 2}, {2, 4}}, {1, 2}))
