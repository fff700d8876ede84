-- Tasks that take turns.
local tasks, log = {}, {}
local function spawn(name, steps)
  table.insert(tasks, {name = name, co = coroutine.create(function()
    for i = 1, steps do
      log[#log + 1] = name .. i
      coroutine.yield(i)
    end
    return "done"
  end)})
end
spawn("a", 3)
spawn("b", 1)
spawn("c", 4)
local round = 0
while #tasks > 0 do
  round = round + 1
  for i = #tasks, 1, -1 do
    local ok, r = coroutine.resume(tasks[i].co)
    if coroutine.status(tasks[i].co) == "dead" then
      log[#log + 1] = tasks[i].name .. r
      table.remove(tasks, i)
    end
  end
end
print(round, table.concat(log, " "))
