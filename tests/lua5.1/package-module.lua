-- module, as in Lua 5.1's books.
local print, pcall, G = print, pcall, _G
module("shapes", package.seeall)
function area(w, h) return w * h end
default = area(2, 3)
G.setfenv(1, G)
print(shapes.area(3, 4), shapes.default, shapes._NAME, shapes._M == shapes, shapes._PACKAGE == "", package.loaded.shapes == shapes)
module("deep.er.mod")
x = 1
G.setfenv(1, G)
print(deep.er.mod.x, deep.er.mod._NAME, deep.er.mod._PACKAGE, type(deep), deep.er.mod.print)
module("shapes", function(m) m.option = "called" end)
y = 2
G.setfenv(1, G)
print(shapes.option, shapes.y, shapes.area ~= nil)
clash = 5
print(pcall(module, "clash"))
print(pcall(module, "clash.sub"))
print(pcall(module))
