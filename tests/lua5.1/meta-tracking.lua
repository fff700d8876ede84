-- A proxy that logs accesses.
local function track(t, name)
  return setmetatable({}, {
    __index = function(_, k) print("read  " .. name .. "." .. tostring(k), t[k]) return t[k] end,
    __newindex = function(_, k, v) print("write " .. name .. "." .. tostring(k), t[k], v) t[k] = v end,
  })
end
local p = track({1, 2, x = "ex"}, "p")
p.x = p.x .. "!"
p[1], p[2] = p[2], p[1]
p.y = p.z
print(#p, next(p))
