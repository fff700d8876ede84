-- A read-only view of a table.
local function readonly(t)
  return setmetatable({}, {
    __index = t,
    __newindex = function(_, k) error("attempt to write '" .. tostring(k) .. "'", 2) end,
    __metatable = "locked",
  })
end
local days = readonly{"Sunday", "Monday", "Tuesday", n = 3}
print(days[1], days.n, #days, days.x)
print(pcall(function() days[2] = "Someday" end))
print(pcall(function() days.x = 1 end))
print(getmetatable(days), pcall(setmetatable, days, {}))
print(pcall(rawset, days, "x", 1), rawget(days, "x"))
