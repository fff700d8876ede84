-- Levenshtein's distance and the longest common subsequence.
local function distance(a, b)
  local row = {}
  for j = 0, #b do row[j] = j end
  for i = 1, #a do
    local prev = row[0]
    row[0] = i
    for j = 1, #b do
      local cost = a:byte(i) == b:byte(j) and 0 or 1
      prev, row[j] = row[j], math.min(row[j] + 1, row[j - 1] + 1, prev + cost)
    end
  end
  return row[#b]
end
local function lcs(a, b)
  if a == "" or b == "" then return "" end
  local x, y = a:sub(1, -2), b:sub(1, -2)
  if a:byte(-1) == b:byte(-1) then return lcs(x, y) .. a:sub(-1) end
  local p, q = lcs(x, b), lcs(a, y)
  return #p >= #q and p or q
end
for _, p in ipairs{{"kitten", "sitting"}, {"", "abc"}, {"flaw", "lawn"}, {"same", "same"}, {"rosetta", "raisin"}} do
  print(p[1], p[2], distance(p[1], p[2]), lcs(p[1], p[2]))
end
