-- Persistence: a segment stays when its creator has ended. recall.lua, started
-- later, finds it by its key and removes it. Look in between with: ipcs -m
local seg = ipc.segment{ key = 0x6009, size = 4096, exclusive = true }
local text = arg[1] or "written by a process that is gone"
seg:write(0, text .. "\0")
print(string.format("key 0x%08x now remembers: %s", seg.key, text))
