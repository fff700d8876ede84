-- Conway's game of life: a glider on a torus.
local W, H = 10, 6
local function grid(f) local g = {} for y = 1, H do g[y] = {} for x = 1, W do g[y][x] = f(x, y) end end return g end
local function at(g, x, y) return g[(y - 1) % H + 1][(x - 1) % W + 1] end
local function step(g)
  return grid(function(x, y)
    local n = 0
    for dy = -1, 1 do for dx = -1, 1 do
      if not (dx == 0 and dy == 0) and at(g, x + dx, y + dy) then n = n + 1 end
    end end
    return n == 3 or n == 2 and at(g, x, y)
  end)
end
local function show(g)
  for y = 1, H do
    local row = {}
    for x = 1, W do row[x] = g[y][x] and "#" or "." end
    print(table.concat(row))
  end
end
local alive = {["2,1"] = true, ["3,2"] = true, ["1,3"] = true, ["2,3"] = true, ["3,3"] = true}
local g = grid(function(x, y) return alive[x .. "," .. y] or false end)
for i = 0, 12 do
  if i % 6 == 0 then print("generation " .. i) show(g) end
  g = step(g)
end
