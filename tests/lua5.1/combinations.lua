-- Subsets and combinations.
local function combinations(t, k, from, chosen, out)
  from, chosen, out = from or 1, chosen or {}, out or {}
  if #chosen == k then
    out[#out + 1] = table.concat(chosen)
    return out
  end
  for i = from, #t do
    chosen[#chosen + 1] = t[i]
    combinations(t, k, i + 1, chosen, out)
    chosen[#chosen] = nil
  end
  return out
end
local letters = {"a", "b", "c", "d", "e"}
for k = 0, 5 do
  local c = combinations(letters, k)
  print(k, #c, table.concat(c, " "))
end
