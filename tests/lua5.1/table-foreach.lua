-- foreach and foreachi, until something is returned.
table.foreachi({10, 20, 30}, function(i, v) io.write(i, "=", v, " ") end)
print()
print(table.foreachi({10, 20, 30}, function(i, v) if v == 20 then return "found", i end end))
print(table.foreach({x = 5}, print))
print(table.foreach({x = 5}, function(k, v) return k .. v end))
local n = 0
table.foreach({1, 2, 3, a = 1, b = 2}, function() n = n + 1 end)
print(n)
print(pcall(table.foreach, {}))
print(pcall(table.foreachi, 1, print))
