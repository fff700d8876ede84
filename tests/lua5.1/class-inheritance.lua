-- Single inheritance, with calls of the overridden method.
local Shape = {name = "shape"}
Shape.__index = Shape
function Shape:new(o) o = o or {} self.__index = self return setmetatable(o, self) end
function Shape:area() return 0 end
function Shape:describe() return self.name .. " of area " .. self:area() end
local Rect = Shape:new{name = "rect"}
function Rect:area() return self.w * self.h end
local Square = Rect:new{name = "square"}
function Square:new(o) o.h = o.w return Rect.new(self, o) end
function Square:describe() return "regular " .. Rect.describe(self) end
for _, s in ipairs{Shape:new(), Rect:new{w = 2, h = 3}, Square:new{w = 4}} do print(s:describe()) end
local r = Rect:new{w = 1, h = 1, name = "unit"}
print(r:describe(), rawget(r, "area"), Square.name, Square.area == Rect.area)
