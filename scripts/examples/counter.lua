-- Four processes count in one segment, guarded by a semaphore: nothing is lost.
-- Compare lost.lua, which is this script without down and up.
local PROCESSES, ROUNDS = 4, 25000

local seg = ipc.segment{ size = 4096, temporary = true }   -- shmget + shmat
local sem = ipc.semaphore{ value = 1, temporary = true }   -- semget, initialised
local n = seg:int32()                                      -- the segment as int32 cells

ipc.parallel(PROCESSES, function()                         -- real processes
  for _ = 1, ROUNDS do
    sem:down()                                             -- P: wait, then take
    n[0] = n[0] + 1
    sem:up()                                               -- V: give back
  end
end)

print(string.format("%d processes counted to %d", PROCESSES, n[0]))
assert(n[0] == PROCESSES * ROUNDS, "updates were lost")
