-- Lab 4: ipclua start.lua stat KEY, ipclua start.lua chmod KEY MODE
local command, key, mode = arg[1] or "stat", tonumber(arg[2] or "0x6004"), arg[3]

-- permissions are the last nine bits of a mode; SHM_DEST and SHM_LOCKED are above them.
local function permissions(ds)
  return string.format("%04o", ds.shm_perm.mode % 512)
end

local id, message, errno = ipc.shmget(key, 0, 0)         -- no IPC_CREAT: look only
if not id then
  assert(errno == ipc.ENOENT, message)
  print("nothing there")
  return
end

-- The id is enough for shmctl: the segment is not attached.
local ds = assert(ipc.shmctl(id, "IPC_STAT"))
if command == "stat" then
  print(string.format("%d bytes, mode %s, %d attachments, %s", ds.shm_segsz, permissions(ds), ds.shm_nattch,
    ds.shm_atime == 0 and "never attached" or "attached before"))
else
  local before = permissions(ds)
  assert(ipc.shmctl(id, "IPC_SET", { shm_perm = { mode = mode } }))   -- uid and gid stay
  print("mode " .. before .. ", now " .. permissions(assert(ipc.shmctl(id, "IPC_STAT"))))
end
