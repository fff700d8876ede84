-- wrong: one mutex for the whole table: only one eats at a time; caught by: must_reach
local N, MEALS = tonumber(arg[1] or 3), tonumber(arg[2] or 2)

eat = eat or function(i) print("philosopher " .. i .. " eats") end

local forks = ipc.semaphore{ value = 1, temporary = true }

ipc.parallel(N, function(i)
  for _ = 1, MEALS do
    forks:down()
    eat(i)
    forks:up()
  end
end)
