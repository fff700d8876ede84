-- The object layer: two segments that are one.
local key = tonumber(arg[1])
local board = ipc.segment{ key = key, size = 256 }
board:write(0, arg[2] .. "\0")

local window = ipc.segment{ key = key, readonly = true }
display(window)
local now = window:cstring()
window:detach()
board:detach()
print(string.format("%s, attached %d", now, board:stat().nattch))
