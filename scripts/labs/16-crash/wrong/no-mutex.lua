-- wrong: there is a semaphore, but nobody takes it; caught by: no_race
local command, moves = arg[1] or "create", tonumber(arg[2] or 1)
local KEY = 0x6016                       -- of the segment and of the semaphore

local L = ipc.struct "int left; int right; int busy; int old_left; int old_right;"

if command == "create" then
  local seg = ipc.segment{ key = KEY, size = L.size, exclusive = true }
  seg:struct(L).left = 100
  ipc.semaphore{ key = KEY, value = 1, exclusive = true }
  return
end

local seg = ipc.segment{ key = KEY }
local mutex = ipc.semaphore{ key = KEY, undo = true }    -- every down and up, or the sum is wrong
local jars = seg:struct(L)

local function enter()
  if jars.busy == 1 then
    jars.left = jars.old_left
    jars.right = jars.old_right
    jars.busy = 0
  end
end

local function leave()
end

if command == "work" then
  for _ = 1, moves do
    enter()
    jars.old_left = jars.left
    jars.old_right = jars.right
    jars.busy = 1                        -- from here on the old values count
    jars.left = jars.left - 1
    jars.right = jars.right + 1
    jars.busy = 0                        -- from here on the new ones
    leave()
  end
elseif command == "show" then
  enter()
  print(jars.left .. " + " .. jars.right .. " = " .. jars.left + jars.right)
  leave()
elseif command == "remove" then
  mutex:remove()
  seg:remove()
else
  error("usage: create | work MOVES | show | remove")
end
