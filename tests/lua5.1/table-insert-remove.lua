-- Inserting and removing at all places.
local t = {}
local function show(...) print(#t .. ":", table.concat(t, " "), ...) end
table.insert(t, "b")
table.insert(t, 1, "a")
table.insert(t, 3, "d")
table.insert(t, 3, "c")
show()
show(table.remove(t))
show(table.remove(t, 1))
show(table.remove(t, 1))
show(table.remove(t))
show(table.remove(t))
show(table.remove({}, 1), table.remove({}))
print(pcall(table.insert, t))
print(pcall(table.insert, t, 1, 2, 3))
print(pcall(table.insert, nil, 1))
print(pcall(table.insert, t, "x", 1))
print(pcall(table.remove))
t = {1, 2, 3}
show(table.remove(t, 7), #t)
