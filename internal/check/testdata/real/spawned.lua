-- A script that runs itself as another process.
if arg[1] == "child" then
  local queue = ipc.queue{ key = 0x7a11 }
  queue:send(1, arg[0] .. " " .. arg[2])
  os.exit(5)
end
local queue = ipc.queue{ key = 0x7a11, temporary = true, exclusive = true }
local child = ipc.spawn(arg[0], "child", "word")
assert(queue:receive() == arg[0] .. " word")
local _, how, code = child:wait()
assert(how == "exit" and code == 5)
