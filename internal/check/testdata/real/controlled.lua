-- What is under control: times, random numbers, addresses, files, standard input.
local line = io.read("*l")
local queue = ipc.queue{ temporary = true }
local child = coroutine.wrap(function()
  return ipc.spawn(function() queue:send(3, tostring({}) .. math.random() .. (io.read("*l") or "") .. ipc.getppid()) end)
end)()
local text = queue:receive(-5)
child:join()
ipc.sleep(1.5)
local f = io.open("written", "w")
f:write("hello")
f:close()
error(table.concat({ tostring({}), tostring(print), os.time(), os.date(), os.clock(), ipc.time(), math.random(), os.tmpname(),
  io.open("written"):read("*a"), collectgarbage("count"), text, tostring(line), tostring(queue), tostring(child) }, " "))
