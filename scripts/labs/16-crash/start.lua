-- Lab 16: coins move from a left jar to a right one; programs that move them may
-- be killed at any moment.
--   ipclua start.lua create | work MOVES | show | remove
local command, moves = arg[1] or "create", tonumber(arg[2] or 1)
local KEY = 0x6016                       -- of the segment and of the semaphore

-- left and right come first; add to the struct what you need.
local L = ipc.struct "int left; int right;"

if command == "create" then
  local seg = ipc.segment{ key = KEY, size = L.size, exclusive = true }
  seg:struct(L).left = 100
  ipc.semaphore{ key = KEY, value = 1, exclusive = true }
  return
end

local seg = ipc.segment{ key = KEY }
local mutex = ipc.semaphore{ key = KEY }
local jars = seg:struct(L)

local function enter()
  mutex:down()                           -- TODO 1: what if I am killed while I hold it?
  -- TODO 3: was somebody killed here, half-way? Then make it good.
end

local function leave()
  mutex:up()
end

if command == "work" then
  for _ = 1, moves do
    enter()
    -- TODO 2: after a crash, how would the next one know that a coin is on its way?
    jars.left = jars.left - 1
    jars.right = jars.right + 1
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
