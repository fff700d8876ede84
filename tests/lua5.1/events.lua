-- Observers that come and go.
local Emitter = {}
Emitter.__index = Emitter
function Emitter.new() return setmetatable({on = {}}, Emitter) end
function Emitter:subscribe(name, f)
  local list = self.on[name] or {}
  self.on[name] = list
  list[#list + 1] = f
  return function() for i, g in ipairs(list) do if g == f then table.remove(list, i) return true end end return false end
end
function Emitter:once(name, f) local off off = self:subscribe(name, function(...) off() return f(...) end) end
function Emitter:emit(name, ...)
  local n = 0
  for _, f in ipairs({unpack(self.on[name] or {})}) do f(...) n = n + 1 end
  return n
end
local e = Emitter.new()
local off = e:subscribe("tick", function(n) print("first", n) end)
e:once("tick", function(n) print("once", n) end)
e:subscribe("tick", print)
print(e:emit("tick", 1), e:emit("tick", 2, nil), e:emit("other"))
print(off(), off(), e:emit("tick", 3))
