-- __index as a function that asks several parents.
local function search(k, parents)
  for _, p in ipairs(parents) do
    local v = p[k]
    if v ~= nil then return v end
  end
end
local function class(...)
  local parents, c = {...}, {}
  setmetatable(c, {__index = function(_, k) return search(k, parents) end})
  c.__index = c
  function c:new(o) return setmetatable(o or {}, c) end
  return c
end
local Named = {getname = function(self) return self.name end, setname = function(self, n) self.name = n end, kind = "named"}
local Aged = {getage = function(self) return self.age end, kind = "aged"}
local Person = class(Named, Aged)
local p = Person:new{name = "Paul", age = 30}
print(p:getname(), p:getage(), p.kind, p.nothing)
p:setname("Pauline")
print(p:getname(), class(Aged, Named).kind)
