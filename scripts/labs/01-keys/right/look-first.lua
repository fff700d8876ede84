-- Looks first. That is right as long as IPC_EXCL decides in the end.
local key, message = ipc.ftok(arg[1], arg[2])
if not key then
  print("no key: " .. message)
  os.exit(0)
end

local made = not ipc.shmget(key, 0, 0) and ipc.shmget(key, 64, "IPC_CREAT | IPC_EXCL | 0600")
print(string.format(made and "created 0x%08x" or "found 0x%08x", key))
