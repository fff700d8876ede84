-- Disjoint sets.
local parent = {}
local function find(x)
  if parent[x] == nil then parent[x] = x end
  if parent[x] ~= x then parent[x] = find(parent[x]) end
  return parent[x]
end
local function union(a, b)
  a, b = find(a), find(b)
  if a == b then return false end
  parent[a] = b
  return true
end
for _, e in ipairs{{1, 2}, {3, 4}, {2, 3}, {1, 4}, {5, 6}} do print(e[1], e[2], union(e[1], e[2])) end
print(find(1) == find(4), find(1) == find(5), find(7))
