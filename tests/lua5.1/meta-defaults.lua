-- Tables whose missing fields have a value.
local function default(t, d) return setmetatable(t, {__index = function() return d end}) end
local count = default({}, 0)
for w in ("the cat and the dog and the bird"):gmatch("%a+") do count[w] = count[w] + 1 end
print(count.the, count["and"], count.dog, count.nothing)
local auto
auto = {__index = function(t, k) local v = setmetatable({}, auto) t[k] = v return v end}
local tree = setmetatable({}, auto)
tree.a.b.c = 5
tree.a.b.d = 6
print(tree.a.b.c, tree.a.b.d, type(tree.x), rawget(tree.a, "c"))
