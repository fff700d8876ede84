-- A Sudoku solved by trying.
local grid = {}
for d in ("530070000600195000098000060800060003400803001700020006060000280000419005000080079"):gmatch("%d") do grid[#grid + 1] = tonumber(d) end
local function possible(i, v)
  local r, c = math.floor((i - 1) / 9), (i - 1) % 9
  for k = 0, 8 do
    if grid[r * 9 + k + 1] == v or grid[k * 9 + c + 1] == v then return false end
    local br, bc = math.floor(r / 3) * 3 + math.floor(k / 3), math.floor(c / 3) * 3 + k % 3
    if grid[br * 9 + bc + 1] == v then return false end
  end
  return true
end
local tries = 0
local function solve(i)
  while grid[i] and grid[i] ~= 0 do i = i + 1 end
  if i > 81 then return true end
  for v = 1, 9 do
    if possible(i, v) then
      tries = tries + 1
      grid[i] = v
      if solve(i + 1) then return true end
      grid[i] = 0
    end
  end
  return false
end
print(solve(1), tries)
for r = 0, 8 do print(table.concat(grid, " ", r * 9 + 1, r * 9 + 9)) end
