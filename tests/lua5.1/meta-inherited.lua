-- Metamethods are looked up raw: they are not inherited through __index.
local parent = {__tostring = function() return "parent" end, __add = function() return "sum" end}
local child = setmetatable({}, {__index = parent})
local o = setmetatable({}, child)
print(tostring(o) == "parent", (pcall(function() return o + o end)))
child.__tostring = parent.__tostring
print(tostring(o))
local order = setmetatable({}, {__index = function(_, k) return k end})
local p = setmetatable({}, order)
print((pcall(function() return p + 1 end)), p.x)
