-- wrong: the bits above the permissions are printed, too; caught by: output
local command, key, mode = arg[1] or "stat", tonumber(arg[2] or "0x6004"), arg[3]

local function permissions(ds)
  return string.format("%04o", ds.shm_perm.mode)
end

local id, message, errno = ipc.shmget(key, 0, 0)
if not id then
  assert(errno == ipc.ENOENT, message)
  print("nothing there")
  return
end

local ds = assert(ipc.shmctl(id, "IPC_STAT"))
if command == "stat" then
  print(string.format("%d bytes, mode %s, %d attachments, %s", ds.shm_segsz, permissions(ds), ds.shm_nattch,
    ds.shm_atime == 0 and "never attached" or "attached before"))
else
  local before = permissions(ds)
  assert(ipc.shmctl(id, "IPC_SET", { shm_perm = { mode = mode } }))
  print("mode " .. before .. ", now " .. permissions(assert(ipc.shmctl(id, "IPC_STAT"))))
end
