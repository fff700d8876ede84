-- wrong: tries again and again until it is its turn; caught by: no_busy_wait
local command, line = arg[1] or "view", arg[2]
local KEY = 0x6017

local L = ipc.struct "char text[4000];"  -- all lines, each with "\n" at its end

local function open()
  return ipc.segment{ key = KEY }, ipc.semaphore{ key = KEY, undo = true }
end

if command == "create" then
  local seg = ipc.segment{ key = KEY, size = L.size, exclusive = true }
  seg:struct(L).text = line .. "\n"
  ipc.semaphore{ key = KEY, value = 1, exclusive = true }
elseif command == "add" then
  local seg, turn = open()
  local story = seg:struct(L)
  while not turn:try() do end
  print(story.text:match("([^\n]*)\n$"))
  line = line or io.read()       -- at a terminal: the others wait while you think
  story.text = story.text .. line .. "\n"
  turn:up()
elseif command == "view" then
  local seg, turn = open()
  turn:with(function() io.write(seg:struct(L).text) end)
elseif command == "remove" then
  local seg, turn = open()
  turn:remove()
  seg:remove()
else
  error("usage: create LINE | add LINE | view | remove")
end
