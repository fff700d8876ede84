-- The other end of ftok-writer.lua: same file, same letter, same key.
local FILE = arg[1] or arg[0]:gsub("reader", "writer")
local key = assert(ipc.ftok(FILE, "x"))
local q = ipc.queue{ key = key }
print("received: " .. q:receive())
q:remove()
