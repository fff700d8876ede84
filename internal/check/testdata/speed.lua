-- three processes of about twenty steps each
local seg = ipc.segment{ size = 64, temporary = true }
local sem = ipc.semaphore{ value = 1, temporary = true }
local n = seg:int32()

ipc.parallel(2, function()
  for _ = 1, 4 do
    sem:down()
    n[0] = n[0] + 1
    sem:up()
  end
end)
assert(n[0] == 8)
for i = 1, 8 do n[i] = n[i - 1] end
