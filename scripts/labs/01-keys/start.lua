-- Lab 1: ipclua start.lua FILE LETTER
local file, letter = arg[1] or "README.md", arg[2] or "A"

-- TODO 1: the key that FILE and LETTER stand for; "no key: …" where there is none.
local key = 0x6001

-- TODO 2, 3, 4: find the segment or create it, and say which of the two it was.
local id = assert(ipc.shmget(key, 64, "IPC_CREAT | 0600"))
print(string.format("created 0x%08x", key))
