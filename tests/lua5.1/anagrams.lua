-- Words of the same letters.
local function key(w)
  local letters = {}
  for c in w:lower():gmatch("%a") do letters[#letters + 1] = c end
  table.sort(letters)
  return table.concat(letters)
end
local groups, order = {}, {}
for w in ("listen silent enlist google elgoog abc cab bca xyz tinsel"):gmatch("%a+") do
  local k = key(w)
  if not groups[k] then groups[k] = {} order[#order + 1] = k end
  table.insert(groups[k], w)
end
for _, k in ipairs(order) do print(k, #groups[k], table.concat(groups[k], " ")) end
