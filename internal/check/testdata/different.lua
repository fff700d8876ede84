-- A script that does something else, arg[1], when it is not simulated: there this
-- is the process of the tests.
local real = not io.open("/proc/self/cmdline"):read("*a"):find("-test.", 1, true)
local function does(what) return real and arg[1] == what end

local seg = ipc.segment{ size = 64, temporary = true }
local sem = ipc.semaphore{ value = 1, temporary = true }
local v = seg:int32()
local child = ipc.spawn(function()
  sem:down()
  v[0] = does("value") and 2 or 1
  if does("exit") then os.exit(0) end
  sem:up(0, { by = does("operation") and 2 or 1 })
  if does("more") then sem:getval() end
  if does("error") then error("really") end
  error(does("message") and "really" or "simulated")
end)
if does("late") then child:wait() end
if arg[2] == "deadlock" then
  sem:down()
  if not does("awake") then sem:down() end
end
if does("leak") then ipc.queue{} end
pcall(child.join, child)
seg:remove()
if arg[2] == "error" then error("as planned") end
