-- Lab 3: ipclua start.lua put TEXT, ipclua start.lua take
local KEY, SIZE = 0x6003, 256
local command, text = arg[1] or "put", arg[2] or "a note"

if command == "put" then
  -- IPC_EXCL: a note that is there is not written over.
  local id, message, errno = ipc.shmget(KEY, SIZE, "IPC_CREAT | IPC_EXCL | 0600")
  if id then
    local memory = assert(ipc.shmat(id))
    memory:write(0, text .. "\0")
    assert(ipc.shmdt(memory))            -- and no IPC_RMID: the note is to stay
  elseif errno == ipc.EEXIST then
    print("there is a note already")
  else
    error(message)
  end
else
  -- No IPC_CREAT: who looks for a note must not make one.
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
