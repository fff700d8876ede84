-- Clears the segment before each text; attaches anew each time; removes in any case.
local id = assert(ipc.shmget(ipc.IPC_PRIVATE, 1024, ipc.bor(ipc.IPC_CREAT, ipc.IPC_EXCL, "0600")))
local ok, message = pcall(function()
  for i = 1, select("#", unpack(arg)) do
    local memory = assert(ipc.shmat(id, 0, 0))
    memory:fill(0)
    memory:write(0, arg[i])
    look(id)
    assert(ipc.shmdt(memory) == 0)
  end
  look(id)
end)
assert(ipc.shmctl(id, ipc.IPC_RMID) == 0)
if not ok then error(message, 0) end
