-- wrong: one process eats for all; caught by: must_reach
local N, MEALS = tonumber(arg[1] or 3), tonumber(arg[2] or 2)

eat = eat or function(i) print("philosopher " .. i .. " eats") end

for _ = 1, MEALS do
  for i = 1, N do eat(i) end
end
