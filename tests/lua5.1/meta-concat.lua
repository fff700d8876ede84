-- __concat, also with one string or number.
local S = {}
local function wrap(s) return setmetatable({s = s}, S) end
local function text(x) return type(x) == "table" and x.s or "<" .. tostring(x) .. ">" end
function S.__concat(a, b) return wrap(text(a) .. text(b)) end
local a, b = wrap("a"), wrap("b")
print((a .. b).s, (a .. "x").s, ("x" .. a).s, (1 .. a).s, (a .. 2 .. b).s, ("p" .. "q" .. a .. "r" .. "s").s)
print((a .. nil).s, (true .. a).s)
print(pcall(function() return {} .. "x" end))
local R = setmetatable({}, {__concat = function(l, r) return type(l) .. "+" .. type(r) end})
print(R .. 1, "s" .. R, R .. R, 1 .. R)
