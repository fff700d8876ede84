-- No list of what was: the left jar alone is the truth, and one write changes it. Whatever
-- is not in the left jar is in the right one, and who comes in sees to that.
local command, moves = arg[1] or "create", tonumber(arg[2] or 1)
local KEY, COINS = 0x6016, 100

if command == "create" then
  local seg = ipc.segment{ key = KEY, size = 8, exclusive = true }
  seg:int32():assign{ COINS, 0 }
  ipc.semaphore{ key = KEY, value = 1, exclusive = true }
  return
end

local seg = ipc.segment{ key = KEY }
local mutex = ipc.semaphore{ key = KEY }
local jars = seg:int32()                 -- left, right

local function inside(f)
  mutex:down(0, { undo = true })
  jars[1] = COINS - jars[0]
  f()
  mutex:up(0, { undo = true })
end

if command == "work" then
  for _ = 1, moves do
    inside(function()
      jars[0] = jars[0] - 1
      jars[1] = jars[1] + 1
    end)
  end
elseif command == "show" then
  inside(function() print(jars[0] .. " + " .. jars[1] .. " = " .. jars[0] + jars[1]) end)
elseif command == "remove" then
  mutex:remove()
  seg:remove()
end
