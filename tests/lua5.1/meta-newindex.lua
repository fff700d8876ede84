-- __newindex as a function and as a table; only for keys that are not there.
local log = {}
local t = setmetatable({old = 1}, {__newindex = function(self, k, v) log[#log + 1] = k .. "=" .. tostring(v) rawset(self, k, v) end})
t.old = 2
t.new = 3
t.new = 4
t.new = nil
t.new = 5
t[1] = "one"
print(table.concat(log, " "), t.old, t.new, t[1])
local store = {}
local u = setmetatable({}, {__newindex = store})
u.x, u.y = 1, 2
print(rawget(u, "x"), store.x, store.y, u.x)
rawset(u, "x", 10)
u.x = 11
print(u.x, store.x)
