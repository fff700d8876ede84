-- Sorting numbers, strings, records.
local function show(t) print(table.concat(t, " ")) end
local t = {5, 2, 8, 1, 9, 3}
table.sort(t)
show(t)
table.sort(t, function(a, b) return a > b end)
show(t)
local w = {"pear", "Apple", "fig", "apple", "kiwi", "10", "9", ""}
table.sort(w)
show(w)
table.sort(w, function(a, b) if #a ~= #b then return #a < #b end return a < b end)
show(w)
local people = {{n = "Ann", a = 30}, {n = "Bob", a = 25}, {n = "Cid", a = 30}, {n = "Dan", a = 22}}
table.sort(people, function(x, y) if x.a ~= y.a then return x.a > y.a end return x.n < y.n end)
for _, p in ipairs(people) do io.write(p.n, p.a, " ") end
print()
print(pcall(table.sort, {3, "x", 1}))
print(pcall(table.sort, {{}, {}}))
print(pcall(table.sort, {1, 2}, 5))
print(pcall(table.sort))
