-- wrong: the letter is always A; caught by: output
local key, message = ipc.ftok(arg[1], "A")
if not key then
  print("no key: " .. message)
  return
end

if ipc.shmget(key, 64, "IPC_CREAT | IPC_EXCL | 0600") then
  print(string.format("created 0x%08x", key))
else
  print(string.format("found 0x%08x", key))
end
