-- A list behind a proxy keeps its elements in order.
local function sorted()
  local list = {}
  return setmetatable({}, {
    __newindex = function(_, _, v)
      local i = #list
      while i > 0 and list[i] > v do list[i + 1] = list[i] i = i - 1 end
      list[i + 1] = v
    end,
    __index = list,
    __call = function() return ipairs(list) end,
  })
end
local s = sorted()
for _, v in ipairs{5, 2, 8, 1, 9, 2} do s[0] = v end
for i, v in s() do io.write(i, ":", v, " ") end
print(s[1], s[6], s[7])
