-- The lost update: two processes read the same old value, both add one, and
-- one addition is gone. counter.lua is the cure.
local PROCESSES, ROUNDS = 4, 100000

local seg = ipc.segment{ size = 4096, temporary = true }
local gate = ipc.semaphore{ value = 1, temporary = true }
local n = seg:int32()

local children = {}
for i = 1, PROCESSES do
  children[i] = ipc.spawn(function()
    gate:zero()              -- wait-for-zero: all start together
    for _ = 1, ROUNDS do
      n[0] = n[0] + 1        -- a read and a write: not one step
    end
  end)
end
while gate:getzcnt() < PROCESSES do ipc.sleep(0.001) end   -- until all wait
gate:down()                  -- 1 becomes 0 and opens the gate
for _, p in ipairs(children) do p:join() end

local lost = PROCESSES * ROUNDS - n[0]
print(string.format("expected %d, counted %d: %d updates were lost", PROCESSES * ROUNDS, n[0], lost))
