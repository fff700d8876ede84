-- Lab 1: ipclua start.lua FILE LETTER
local file, letter = arg[1] or "README.md", arg[2] or "A"

local key, message = ipc.ftok(file, letter)
if not key then
  print("no key: " .. message)
  return
end

-- IPC_EXCL makes one call of "is it there?" and "create it": nobody comes in between.
local id, message, errno = ipc.shmget(key, 64, "IPC_CREAT | IPC_EXCL | 0600")
if id then
  print(string.format("created 0x%08x", key))
elseif errno == ipc.EEXIST then
  id = assert(ipc.shmget(key, 0, 0))
  print(string.format("found 0x%08x", key))
else
  error(message)                         -- ENOSPC, ENOMEM, EACCES …
end
