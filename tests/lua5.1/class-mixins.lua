-- Methods copied from several tables.
local function mixin(target, ...)
  for _, source in ipairs{...} do
    for k, v in pairs(source) do if target[k] == nil then target[k] = v end end
  end
  return target
end
local Events = {}
function Events:on(e, f) self.handlers = self.handlers or {} local h = self.handlers h[e] = h[e] or {} table.insert(h[e], f) end
function Events:emit(e, ...) for _, f in ipairs(self.handlers and self.handlers[e] or {}) do f(self, ...) end end
local Counted = {count = function(self) self.n = (self.n or 0) + 1 return self.n end}
local button = mixin({label = "ok"}, Events, Counted, {label = "ignored"})
button:on("press", function(self, x) print(self.label, x, self:count()) end)
button:on("press", function(_, x, y) print("second", x, y) end)
button:emit("press", 1, 2)
button:emit("nothing")
button:emit("press")
