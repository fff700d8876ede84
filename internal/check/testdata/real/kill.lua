-- Who holds the semaphore is killed, and SEM_UNDO gives it back.
local mutex = ipc.semaphore{ value = 1, temporary = true }
local there = ipc.semaphore{ value = 0, temporary = true }
local holder = ipc.spawn(function()
  mutex:down(0, { undo = true })
  there:up()
  there:zero()
  ipc.sleep(100)
  for _ = 1, 9 do mutex:getval() end
end)
there:down()
assert(holder:alive())
assert(mutex:getval() == 0)
assert(holder:kill("SIGKILL"))
local ok, how, signal = holder:wait()
assert(ok == nil and how == "signal" and signal == 9)
assert(mutex:getval() == 1)
mutex:down()
mutex:up()
assert(not holder:kill())
