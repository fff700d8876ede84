-- Langton's ant.
local grid, x, y, d = {}, 0, 0, 0
local dx, dy = {[0] = 0, 1, 0, -1}, {[0] = -1, 0, 1, 0}
for _ = 1, 200 do
  local k = x .. "," .. y
  d = (d + (grid[k] and 3 or 1)) % 4
  grid[k] = not grid[k] or nil
  x, y = x + dx[d], y + dy[d]
end
local n, minx, maxx, miny, maxy = 0, 0, 0, 0, 0
for k in pairs(grid) do
  local a, b = k:match("(-?%d+),(-?%d+)")
  a, b = tonumber(a), tonumber(b)
  n = n + 1
  minx, maxx, miny, maxy = math.min(minx, a), math.max(maxx, a), math.min(miny, b), math.max(maxy, b)
end
print(n, x, y, minx, maxx, miny, maxy)
for b = miny, maxy do
  local row = {}
  for a = minx, maxx do row[#row + 1] = grid[a .. "," .. b] and "#" or "." end
  print(table.concat(row))
end
