-- wrong: one process reads and writes for all; caught by: must_reach
local READERS, WRITERS, ROUNDS = tonumber(arg[1] or 2), tonumber(arg[2] or 2), tonumber(arg[3] or 1)

read = read or function() end
write = write or function(page) page[0] = page[0] + 1 end

local page = ipc.segment{ size = 8, temporary = true }:int32()
for _ = 1, READERS * ROUNDS do read(page) end
for _ = 1, WRITERS * ROUNDS do write(page) end
print("changes: " .. page[0])
