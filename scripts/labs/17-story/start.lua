-- Lab 17: a story that several people write, a line each:
--   ipclua start.lua create LINE | add LINE | view | remove
local command, line = arg[1] or "view", arg[2]
local KEY = 0x6017

local L = ipc.struct "char text[4000];"  -- all lines, each with "\n" at its end

if command == "create" then
  -- TODO 1: a story that exists must not be overwritten. And there is a semaphore missing.
  local seg = ipc.segment{ key = KEY, size = L.size }
  seg:struct(L).text = line .. "\n"
elseif command == "add" then
  -- TODO 2: print the last line of the story, then add one. From the first to the
  -- last moment of that nobody else may add; and the author may be killed.
  local story = ipc.segment{ key = KEY, size = L.size }:struct(L)
  story.text = story.text .. line .. "\n"
elseif command == "view" then
  local story = ipc.segment{ key = KEY, size = L.size }:struct(L)
  io.write(story.text)
elseif command == "remove" then
  -- TODO 3: both objects
  ipc.segment{ key = KEY }:remove()
else
  error("usage: create LINE | add LINE | view | remove")
end
