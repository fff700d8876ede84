-- The best load of a knapsack.
local items = {{"map", 9, 150}, {"compass", 13, 35}, {"water", 153, 200}, {"sandwich", 50, 160}, {"glucose", 15, 60}, {"tin", 68, 45}, {"banana", 27, 60}}
local best = {}
local function value(i, room)
  if i == 0 then return 0 end
  local k = i .. "," .. room
  if not best[k] then
    local v = value(i - 1, room)
    if items[i][2] <= room then v = math.max(v, items[i][3] + value(i - 1, room - items[i][2])) end
    best[k] = v
  end
  return best[k]
end
for _, room in ipairs{0, 50, 100, 200, 400} do
  local chosen, left = {}, room
  for i = #items, 1, -1 do
    if value(i, left) ~= value(i - 1, left) then
      chosen[#chosen + 1] = items[i][1]
      left = left - items[i][2]
    end
  end
  print(room, value(#items, room), table.concat(chosen, " "))
end
