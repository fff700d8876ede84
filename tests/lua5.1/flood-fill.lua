-- Rooms of a map, counted and filled.
local map, rows = {}, 0
for line in ("####.###\n#..#.#.#\n#..###.#\n####...#\n#..#.###\n"):gmatch("([^\n]*)\n") do
  rows = rows + 1
  map[rows] = {}
  for c in line:gmatch(".") do table.insert(map[rows], c) end
end
local function fill(y, x, c)
  if not map[y] or map[y][x] ~= "." then return 0 end
  map[y][x] = c
  return 1 + fill(y + 1, x, c) + fill(y - 1, x, c) + fill(y, x + 1, c) + fill(y, x - 1, c)
end
local rooms = {}
for y = 1, rows do
  for x = 1, #map[y] do
    local size = fill(y, x, string.char(65 + #rooms))
    if size > 0 then rooms[#rooms + 1] = size end
  end
end
for y = 1, rows do print(table.concat(map[y])) end
print(#rooms, table.concat(rooms, " "))
