-- A search tree, in order and by depth.
local function insert(t, k)
  if not t then return {key = k} end
  if k < t.key then t.left = insert(t.left, k) elseif k > t.key then t.right = insert(t.right, k) end
  return t
end
local function walk(t, f) if t then walk(t.left, f) f(t.key) walk(t.right, f) end end
local function depth(t) return t and 1 + math.max(depth(t.left), depth(t.right)) or 0 end
local function find(t, k) while t and t.key ~= k do t = k < t.key and t.left or t.right end return t ~= nil end
local tree
for w in ("the quick brown fox jumps over the lazy dog"):gmatch("%a+") do tree = insert(tree, w) end
local out = {}
walk(tree, function(k) out[#out + 1] = k end)
print(table.concat(out, " "))
print(depth(tree), find(tree, "fox"), find(tree, "cat"), tree.key)
