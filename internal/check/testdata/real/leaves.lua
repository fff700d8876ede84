-- A process that ends by os.exit, one that fails and nobody joins, what they print.
local seg = ipc.segment{ size = 64, temporary = true }
local v = seg:int32()
local one = ipc.spawn(function() v:fetch_add(0, 1) print("one") os.exit(3) end)
local two = ipc.spawn(function() v:fetch_add(0, 1) error("two fails") end)
local ok, how, code = one:wait()
assert(how == "exit" and code == 3)
print(ipc.getpid and ipc.getpid() or one.pid, two.pid, math.random(1000))
while two:alive() do ipc.sleep(0.1) end
