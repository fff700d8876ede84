-- A knight over all fields, by Warnsdorff's rule.
local N = 8
local moves = {{1, 2}, {2, 1}, {2, -1}, {1, -2}, {-1, -2}, {-2, -1}, {-2, 1}, {-1, 2}}
local board = {}
for i = 1, N do board[i] = {} end
local function free(x, y) return x >= 1 and x <= N and y >= 1 and y <= N and not board[x][y] end
local function degree(x, y) local n = 0 for _, m in ipairs(moves) do if free(x + m[1], y + m[2]) then n = n + 1 end end return n end
local x, y = 1, 1
for step = 1, N * N do
  board[x][y] = step
  local best, bx, by = 9
  for _, m in ipairs(moves) do
    local nx, ny = x + m[1], y + m[2]
    if free(nx, ny) then
      local d = degree(nx, ny)
      if d < best then best, bx, by = d, nx, ny end
    end
  end
  if not bx then print("ends at", step) break end
  x, y = bx, by
end
for i = 1, N do
  local row = {}
  for j = 1, N do row[j] = ("%2s"):format(board[i][j] or "-") end
  print(table.concat(row, " "))
end
