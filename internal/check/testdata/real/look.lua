-- What IPC_STAT tells, whose pids and times are those of the simulation.
local seg = ipc.segment{ size = 100, temporary = true }
local child = ipc.spawn(function()
  local s = ipc.segment{ id = seg.id }
  return s:stat().nattch, s:stat().cpid
end)
local n, creator = child:join()
local s = seg:stat()
seg:set{ mode = tonumber("640", 8) }
local list = {}
for _, o in ipairs(ipc.list()) do list[#list + 1] = o.id .. " " .. o.kind end
error(string.format("%d %d %d %d %d %s", n, creator, s.nattch, s.cpid, s.ctime, table.concat(list, ",")))
