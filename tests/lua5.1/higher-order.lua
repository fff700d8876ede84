-- map, filter, reduce and their kin.
local function map(t, f) local r = {} for i, v in ipairs(t) do r[i] = f(v, i) end return r end
local function filter(t, p) local r = {} for _, v in ipairs(t) do if p(v) then r[#r + 1] = v end end return r end
local function reduce(t, f, acc) for _, v in ipairs(t) do acc = f(acc, v) end return acc end
local function zip(...) local r, lists = {}, {...} for i = 1, #lists[1] do r[i] = map(lists, function(l) return l[i] end) end return r end
local function groupby(t, f) local g = {} for _, v in ipairs(t) do local k = f(v) g[k] = g[k] or {} table.insert(g[k], v) end return g end
local function show(t) print("{" .. table.concat(map(t, tostring), ", ") .. "}") end
local n = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}
show(map(n, function(x) return x * x end))
show(filter(n, function(x) return x % 3 == 1 end))
print(reduce(n, function(a, b) return a + b end, 0), reduce(n, math.max, -math.huge), reduce({}, error, "none"))
show(map(zip({1, 2, 3}, {"a", "b", "c"}), table.concat))
local g = groupby({"one", "two", "three", "four", "five", "six"}, string.len)
for k = 3, 5 do io.write(k, ": ") show(g[k] or {}) end
local pipeline = function(...) local fs = {...} return function(x) for _, f in ipairs(fs) do x = f(x) end return x end end
print(pipeline(math.sqrt, math.floor, tostring, string.len)(12345))
