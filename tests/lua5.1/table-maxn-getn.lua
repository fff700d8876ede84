-- maxn, and getn of Lua 5.0.
print(table.maxn{}, table.maxn{1, 2, 3}, table.maxn{[10] = 1, [2.5] = 1}, table.maxn{x = 1}, table.maxn{[-1] = 1})
print(table.getn{}, table.getn{1, 2, 3}, table.getn{n = 5, 1})
print(pcall(table.setn, {}, 1))
print(pcall(table.maxn))
print(pcall(table.getn, 1))
