-- As in C: the whole struct is read, one field changed, the whole struct set.
local function main(command, key, mode)
  local id = ipc.shmget(tonumber(key), 0, 0)
  if not id then return "nothing there" end
  local ds = assert(ipc.shmctl(id, ipc.IPC_STAT))
  local before = ds.shm_perm.mode % 0x200
  if command == "chmod" then
    local after = tonumber(mode, 8)
    ds.shm_perm.mode = after
    assert(ipc.shmctl(id, ipc.IPC_SET, ds) == 0)
    return ("mode %04o, now %04o"):format(before, after)
  end
  local history = ds.shm_atime > 0 and "attached before" or "never attached"
  return ("%d bytes, mode %04o, %d attachments, %s"):format(ds.shm_segsz, before, ds.shm_nattch, history)
end

print(main(...))
