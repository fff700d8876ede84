-- A semaphore of value 3 is three seats: seven guests, never more than three
-- inside at once.
local SEATS, GUESTS = 3, 7

local seats = ipc.semaphore{ value = SEATS, temporary = true }
local mutex = ipc.semaphore{ value = 1, temporary = true }
local seg = ipc.segment{ size = 64, temporary = true }
local inside, most, served = 0, 1, 2       -- cells
local n = seg:int32()

ipc.parallel(GUESTS, function()
  seats:down()                             -- sit down, or wait for a seat
  mutex:with(function()
    n[inside] = n[inside] + 1
    n[most] = math.max(n[most], n[inside])
  end)
  ipc.sleep(0.01)                          -- the meal
  mutex:with(function()
    n[inside] = n[inside] - 1
    n[served] = n[served] + 1
  end)
  seats:up()                               -- free the seat
end)

print(string.format("%d guests served, nobody left inside: %s", n[served], tostring(n[inside] == 0)))
print("never more than three at once: " .. tostring(n[most] <= SEATS))
