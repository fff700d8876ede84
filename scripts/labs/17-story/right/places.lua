-- Each line has a place of its own, and a number says how many there are.
local KEY, SIZE = 0x6017, 80             -- bytes for a line; place 0 has the number
local command, text = arg[1] or "view", arg[2]

if command == "create" then
  ipc.semaphore{ key = KEY, value = 1, exclusive = true }
  local seg = ipc.segment{ key = KEY, size = 50 * SIZE, exclusive = true }
  seg:write(SIZE, text .. "\0")
  seg:int32(0, 1)[0] = 1
  return
end

local sem, seg = ipc.semaphore{ key = KEY }, ipc.segment{ key = KEY }
local n = seg:int32(0, 1)
local function line(i) return seg:cstring(i * SIZE, SIZE) end

sem:down(0, { undo = true })
if command == "add" then
  assert(#text < SIZE and (n[0] + 2) * SIZE <= seg.size, "it does not fit")
  print(line(n[0]))
  seg:write((n[0] + 1) * SIZE, text .. "\0")
  n[0] = n[0] + 1                        -- only now it is part of the story
elseif command == "view" then
  for i = 1, n[0] do print(line(i)) end
elseif command == "remove" then
  seg:remove()
  sem:remove()
  return
end
sem:up(0, { undo = true })
