-- Lab 3: ipclua start.lua put TEXT, ipclua start.lua take
local KEY, SIZE = 0x6003, 256
local command, text = arg[1] or "put", arg[2] or "a note"

if command == "put" then
  -- TODO 1, 2: this is the segment of lab 2. Nobody finds it, and it does not last.
  local id = assert(ipc.shmget(ipc.IPC_PRIVATE, SIZE, "IPC_CREAT | 0600"))
  local memory = assert(ipc.shmat(id))
  memory:write(0, text .. "\0")
  assert(ipc.shmdt(memory))
  assert(ipc.shmctl(id, "IPC_RMID"))
else
  -- TODO 3, 4: find the note, print it, remove it.
  print("no note")
end
