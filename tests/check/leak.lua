-- wrong: a set that is not temporary is never removed (leak)
local done = ipc.semaphore{ value = 0 }

local child = ipc.spawn(function()
  done:up()
end)

done:down()
child:join()
