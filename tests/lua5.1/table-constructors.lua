-- All forms of a constructor.
local function one() return "a", "b" end
local t = {10, 20; 30, x = 1, ["y z"] = 2, one(), one()}
print(#t, t[1], t[3], t[4], t[5], t[6], t.x, t["y z"])
local u = {[1] = "explicit", "positional"}
print(u[1])
print(#{one(), x = 1}, #{(one())}, #{one(), nil})
local nested = {{1, 2}, {3, {4, 5}}, name = {first = "A"}}
print(nested[2][2][1], nested.name.first, #nested)
print(#{1, 2, 3,}, next({}), #{{}, {}, {}})
local k = "key"
print(({[k .. 1] = "v1", [#k] = "v3"}).key1, ({[k .. 1] = "v1", [#k] = "v3"})[3])
