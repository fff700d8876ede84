-- ftok: programs that know nothing of each other agree on a key by naming the
-- same file. Start ftok-reader.lua before or after this; either may be first.
local FILE = arg[1] or arg[0]
local key = assert(ipc.ftok(FILE, "x"))
local q = ipc.queue{ key = key }
q:send(1, "a message for whoever names the same file")
print("sent to key made of " .. FILE:match("[^/]+$"))
