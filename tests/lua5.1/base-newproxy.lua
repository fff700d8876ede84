-- newproxy: empty userdata, with a metatable of its own or another's.
local p, q = newproxy(true), newproxy()
print(type(p), type(q), getmetatable(q), type(getmetatable(p)))
getmetatable(p).__index = function(_, k) return k .. "!" end
getmetatable(p).__tostring = function() return "proxy" end
getmetatable(p).__len = function() return 3 end
getmetatable(p).__call = function(_, x) return x * 2 end
print(p.name, tostring(p), #p, p(21))
local r = newproxy(p)
print(getmetatable(r) == getmetatable(p), r == p, r.other)
print(pcall(newproxy, 5))
print(pcall(function() return q.x end))
