-- wrong: the check takes the deposit off the balance instead of adding it (error)
-- SCTBench CS/account: a deposit, a withdrawal and a check, each under one lock.
local seg = ipc.segment{ size = 64, temporary = true }
local lock = ipc.semaphore{ value = 1, temporary = true }
local x, y, z, balance, deposited, withdrawn = 0, 1, 2, 3, 4, 5      -- cells
local v = seg:int32()

v[x], v[y], v[z] = 1, 2, 4
v[balance] = v[x]

local processes = {
  ipc.spawn(function()
    lock:down()
    if v[deposited] == 1 and v[withdrawn] == 1 then
      assert(v[balance] == v[x] - v[y] - v[z], "the balance is wrong")
    end
    lock:up()
  end),
  ipc.spawn(function()
    lock:down()
    v[balance] = v[balance] + v[y]
    v[deposited] = 1
    lock:up()
  end),
  ipc.spawn(function()
    lock:down()
    v[balance] = v[balance] - v[z]
    v[withdrawn] = 1
    lock:up()
  end),
}
for _, p in ipairs(processes) do p:join() end
