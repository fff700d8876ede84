-- Tables are references.
local a = {1, 2, 3}
local b = a
b[2] = "changed"
print(a[2], a == b, a == {1, "changed", 3})
local keys = {[a] = "by reference"}
print(keys[b], keys[{}])
local function modify(t) t.seen = true t = {} return t end
local c = modify(a)
print(a.seen, c.seen, c == a)
a = nil
print(b[1], #b)
