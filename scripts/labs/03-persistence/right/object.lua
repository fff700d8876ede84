-- The object layer, and a table of commands.
local commands = {}

function commands.put(text)
  local ok, seg = pcall(ipc.segment, { key = 0x6003, size = 256, exclusive = true })
  if ok then
    seg:write(0, text .. "\0")
  elseif seg.errno == "EEXIST" then
    print("there is a note already")
  else
    error(seg)
  end
end

function commands.take()
  local ok, seg = pcall(ipc.segment, { key = 0x6003 })
  if not ok then
    assert(seg.errno == "ENOENT", seg)
    print("no note")
    return
  end
  print(seg:cstring())
  seg:remove()                           -- the kernel lets it go when the last has detached
end

commands[arg[1]](arg[2])
