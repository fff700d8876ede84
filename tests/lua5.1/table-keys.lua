-- What can be a key.
local t, f, u = {}, function() end, {}
t[1], t["1"], t[1.5], t[true], t[false], t[f], t[u], t[-1], t[0] = "int", "str", "float", "yes", "no", "fn", "tab", "neg", "zero"
print(t[1], t["1"], t[1.5], t[true], t[false], t[f], t[u], t[-1], t[0])
print(t[1.0], t[2 - 1], t[3 / 2], t[not f], t[-0], t["1.5"], t[{}])
t[1.0] = "same cell"
print(t[1], #t)
print(pcall(function() t[nil] = 1 end))
print(pcall(rawset, t, nil, 1))
print(t[nil], t.nothing)
t[2 ^ 53] = "big"
print(t[9007199254740992], t[2 ^ 40])
