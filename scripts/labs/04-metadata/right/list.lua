-- Finds the segment in the list of all: ipc.list gives what :stat gives.
local found
for _, s in ipairs(ipc.list("segment")) do
  if s.key == tonumber(arg[2]) then found = s end
end

if not found then
  io.write("nothing there\n")
elseif arg[1] == "stat" then
  io.write(found.size, " bytes, mode ", string.format("%04o", found.mode % 512), ", ", found.nattch, " attachments, ",
    found.atime == 0 and "never attached\n" or "attached before\n")
else
  assert(ipc.shmctl(found.id, "IPC_SET", { shm_perm = { mode = arg[3] } }))
  io.write("mode ", string.format("%04o", found.mode % 512), ", now ", arg[3], "\n")
end
