-- wrong: first everything is made, then everything is used, by one process; caught by: must_reach
local PRODUCERS, ITEMS = tonumber(arg[1] or 2), tonumber(arg[4] or 2)

make = make or function(p, i)
  print("made " .. 100 * p + i)
  return 100 * p + i
end
use = use or function(item) print("used " .. item) end

local items = {}
for p = 1, PRODUCERS do
  for i = 1, ITEMS do items[#items + 1] = make(p, i) end
end
for _, item in ipairs(items) do use(item) end
