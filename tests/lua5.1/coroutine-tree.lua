-- Walking a tree, and the same fringe of two trees.
local function tree(l, v, r) return {left = l, value = v, right = r} end
local function walk(t)
  if t then
    walk(t.left)
    coroutine.yield(t.value)
    walk(t.right)
  end
end
local function each(t) return coroutine.wrap(function() walk(t) end) end
local a = tree(tree(nil, 1, nil), 2, tree(nil, 3, tree(nil, 4, nil)))
local b = tree(tree(tree(nil, 1, nil), 2, nil), 3, tree(nil, 4, nil))
for v in each(a) do io.write(v, " ") end
print()
local function same(s, t)
  local f, g = each(s), each(t)
  while true do
    local x, y = f(), g()
    if x ~= y then return false end
    if x == nil then return true end
  end
end
print(same(a, b), same(a, tree(nil, 1, nil)), same(nil, nil))
