-- right: SEM_UNDO makes the kernel give back what a process held when it ended
local mutex = ipc.semaphore{ value = 1, temporary = true }

local mortal = ipc.spawn(function()
  mutex:down(0, { undo = true })
  os.exit(3)
end)
local other = ipc.spawn(function()
  mutex:down(0, { undo = true })
  mutex:up(0, { undo = true })
end)

mortal:wait()
other:join()
