-- wrong: who holds the semaphore ends without giving it back, and there is no SEM_UNDO (deadlock)
local mutex = ipc.semaphore{ value = 1, temporary = true }

local mortal = ipc.spawn(function()
  mutex:down()
  os.exit(3)
end)
local other = ipc.spawn(function()
  mutex:down()
  mutex:up()
end)

mortal:wait()
other:join()
