-- The other half of remember.lua: opens the segment by its key (no size: it
-- only opens), reads, removes.
local seg = ipc.segment{ key = 0x6009 }
print("found: " .. seg:cstring(0))
print("the process that wrote it " .. (ipc.getpid() == seg:stat().cpid and "is this one" or "was another"))
seg:remove()

local ok, e = pcall(ipc.segment, { key = 0x6009 })
print("and now: " .. (ok and "still there" or e.errno))
