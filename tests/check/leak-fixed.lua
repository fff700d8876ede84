-- right: the set is removed when nobody uses it any more
local done = ipc.semaphore{ value = 0 }

local child = ipc.spawn(function()
  done:up()
end)

done:down()
child:join()
done:remove()
