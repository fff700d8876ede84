-- wrong: IPC_PRIVATE is a new segment every time, which nobody finds; caught by: final
local key, message = ipc.ftok(arg[1], arg[2])
if not key then
  print("no key: " .. message)
  return
end

assert(ipc.shmget(ipc.IPC_PRIVATE, 64, "IPC_CREAT | IPC_EXCL | 0600"))
print(string.format("created 0x%08x", key))
