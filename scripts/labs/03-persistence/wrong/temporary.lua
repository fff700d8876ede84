-- wrong: a temporary segment ends with the process that created it; caught by: final
local KEY, SIZE = 0x6003, 256
local command, text = arg[1], arg[2]

if command == "put" then
  local ok, seg = pcall(ipc.segment, { key = KEY, size = SIZE, exclusive = true, temporary = true })
  if ok then
    seg:write(0, text .. "\0")
  else
    print("there is a note already")
  end
else
  local ok, seg = pcall(ipc.segment, { key = KEY })
  if ok then
    print(seg:cstring(0))
    seg:remove()
  else
    print("no note")
  end
end
