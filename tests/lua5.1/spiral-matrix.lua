-- A spiral of numbers.
local function spiral(rows, cols)
  local m = {}
  for i = 1, rows do m[i] = {} end
  local r, c, dr, dc = 1, 1, 0, 1
  for k = 1, rows * cols do
    m[r][c] = k
    local nr, nc = r + dr, c + dc
    if nr < 1 or nr > rows or nc < 1 or nc > cols or m[nr][nc] then
      dr, dc = dc, -dr
      nr, nc = r + dr, c + dc
    end
    r, c = nr, nc
  end
  return m
end
for _, size in ipairs{{4, 5}, {1, 3}, {3, 1}} do
  for _, row in ipairs(spiral(unpack(size))) do print(table.concat(row, "\t")) end
end
