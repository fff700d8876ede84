-- nil counts among the arguments.
local function count(...) return select("#", ...) end
print(count(), count(nil), count(nil, nil), count(1, nil, 3, nil))
local function pack(...) return {n = select("#", ...), ...} end
local p = pack(nil, 2, nil, 4, nil)
print(p.n, p[1], p[2], p[3], p[4], p[5])
print(unpack(p, 1, p.n))
print((select(2, nil, "two", nil)))
print(select(-1, nil, nil, "last"))
