-- A small class library: constructors, super, instance tests.
local function class(parent)
  local c = {}
  c.__index, c.super = c, parent
  return setmetatable(c, {__index = parent, __call = function(_, ...)
    local o = setmetatable({}, c)
    if c.init then o:init(...) end
    return o
  end})
end
local function isa(o, c)
  local m = getmetatable(o)
  while m do if m == c then return true end m = m.super end
  return false
end
local Animal = class()
function Animal:init(name) self.name = name end
function Animal:speak() return self.name .. " makes " .. self:sound() end
function Animal:sound() return "no sound" end
local Dog = class(Animal)
function Dog:sound() return "woof" end
local Puppy = class(Dog)
function Puppy:init(name) Dog.super.init(self, name .. " jr.") end
function Puppy:sound() return Dog.sound(self):upper() end
for _, a in ipairs{Animal("It"), Dog("Rex"), Puppy("Rex")} do
  print(a:speak(), isa(a, Animal), isa(a, Dog), isa(a, Puppy))
end
print(isa({}, Animal))
