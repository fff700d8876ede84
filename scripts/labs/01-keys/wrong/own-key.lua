-- wrong: where ftok makes no key the program makes one up; caught by: final
local key = ipc.ftok(arg[1], arg[2]) or 0x6001

if ipc.shmget(key, 64, "IPC_CREAT | IPC_EXCL | 0600") then
  print(string.format("created 0x%08x", key))
else
  print(string.format("found 0x%08x", key))
end
