-- wrong: between looking and creating another program creates it; caught by: output
local key, message = ipc.ftok(arg[1], arg[2])
if not key then
  print("no key: " .. message)
  return
end

if ipc.shmget(key, 0, 0) then
  print(string.format("found 0x%08x", key))
else
  assert(ipc.shmget(key, 64, "IPC_CREAT | 0600"))
  print(string.format("created 0x%08x", key))
end
