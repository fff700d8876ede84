-- Magic squares of odd order.
local function magic(n)
  local m = {}
  for i = 1, n do m[i] = {} end
  local r, c = 1, (n + 1) / 2
  for k = 1, n * n do
    m[r][c] = k
    local nr, nc = (r - 2) % n + 1, c % n + 1
    if m[nr][nc] then nr, nc = r % n + 1, c end
    r, c = nr, nc
  end
  return m
end
for _, n in ipairs{1, 3, 5} do
  local m, ok = magic(n), true
  for i = 1, n do
    local row, col = 0, 0
    for j = 1, n do
      row, col = row + m[i][j], col + m[j][i]
      io.write(("%4d"):format(m[i][j]))
    end
    ok = ok and row == n * (n * n + 1) / 2 and row == col
    print()
  end
  print(n, ok)
end
