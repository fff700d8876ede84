-- wrong: without IPC_EXCL the second note overwrites the first; caught by: output
local KEY, SIZE = 0x6003, 256
local command, text = arg[1] or "put", arg[2] or "a note"

if command == "put" then

  local id, message, errno = ipc.shmget(KEY, SIZE, "IPC_CREAT | 0600")
  if id then
    local memory = assert(ipc.shmat(id))
    memory:write(0, text .. "\0")
    assert(ipc.shmdt(memory))
  elseif errno == ipc.EEXIST then
    print("there is a note already")
  else
    error(message)
  end
else

  local id, message, errno = ipc.shmget(KEY, 0, 0)
  if id then
    local memory = assert(ipc.shmat(id))
    print(memory:cstring(0))
    assert(ipc.shmdt(memory))
    assert(ipc.shmctl(id, "IPC_RMID"))
  elseif errno == ipc.ENOENT then
    print("no note")
  else
    error(message)
  end
end
