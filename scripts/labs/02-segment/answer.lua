-- Lab 2: ipclua start.lua TEXT…

-- look prints what there is to be known of a segment. (The check brings its own.)
look = look or function(id)
  local ds = id and ipc.shmctl(id, "IPC_STAT")
  if not ds then return print("look: no segment") end
  local m = assert(ipc.shmat(id, 0, "SHM_RDONLY"))
  print(string.format("look: %d bytes, mode %04o, attached %d: %s",
    ds.shm_segsz, ds.shm_perm.mode % 512, ds.shm_nattch, m:cstring(0)))
  assert(ipc.shmdt(m))
end

local id = assert(ipc.shmget(ipc.IPC_PRIVATE, 1024, "IPC_CREAT | 0600"))   -- 1. get
local memory = assert(ipc.shmat(id))                                       -- 2. attach

for _, text in ipairs(arg) do
  memory:write(0, text .. "\0")            -- 3. use: the NUL ends the text, as in C
  look(id)
end

assert(ipc.shmdt(memory))                  -- 4. detach: the segment and its text stay
look(id)
assert(ipc.shmctl(id, "IPC_RMID"))         -- 5. remove: now they are gone
