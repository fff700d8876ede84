-- work.lua WORKLOAD [ARGS]: the measured work in ipclua. Prints nanoseconds for
-- one unit of the work, as work.c does.
local what, n = arg[1], tonumber(arg[2])
local BULK, CELLS = 64 * 1024 * 1024, 16 * 1024 * 1024

local function timed(rounds, run)
  local start = ipc.time()
  run()
  print(string.format("%.1f", (ipc.time() - start) * 1e9 / rounds))
end

local work = {}

function work.spawn()
  local function nothing() end
  timed(n, function() for _ = 1, n do ipc.spawn(nothing):wait() end end)
end

function work.semaphore()
  local s = ipc.semaphore{ value = 1, temporary = true }
  timed(n, function() for _ = 1, n do s:down(); s:up() end end)
end

function work.pingpong()
  local role, rounds = n, tonumber(arg[4])
  local s = ipc.semaphore{ id = tonumber(arg[3]), spin = arg[5] == "spin" }
  timed(rounds, function()
    if role == 0 then
      for _ = 1, rounds do s:up(0); s:down(1) end
    else
      for _ = 1, rounds do s:down(0); s:up(1) end
    end
  end)
end

function work.access()
  local v = ipc.segment{ size = 4096, temporary = true }:int32()
  timed(n, function() for i = 1, n do local k = i % 64; v[k] = v[k] + 1 end end)
end

function work.index()          -- access without the '%', which gopher-lua does slowly
  local v = ipc.segment{ size = 4096, temporary = true }:int32()
  v[5] = 1000
  timed(n, function() for _ = 1, n do v[5] = v[5] + 1 end end)
end

function work.getset()
  local v = ipc.segment{ size = 4096, temporary = true }:int32()
  v[5] = 1000
  timed(n, function() for _ = 1, n do v:set(5, v:get(5) + 1) end end)
end

work["in"] = function()
  local seg, text = ipc.segment{ size = BULK, temporary = true }, ("x"):rep(BULK)
  seg:fill(121)
  timed(1, function() seg:write(0, text) end)
end

function work.out()
  local seg = ipc.segment{ size = BULK, temporary = true }
  seg:fill(121)
  timed(1, function() return seg:read(0, BULK) end)
end

function work.sum()
  local v = ipc.segment{ size = 4 * CELLS, temporary = true }:int32()
  v:fill(16843009)
  timed(1, function() v:sum() end)
end

function work.fill()
  local seg = ipc.segment{ size = 4 * CELLS, temporary = true }
  seg:fill(1)
  local v = seg:int32()
  timed(1, function() v:fill(123456) end)
end

function work.lifecycle()
  local shmget, shmat, shmdt, shmctl = ipc.shmget, ipc.shmat, ipc.shmdt, ipc.shmctl
  local PRIVATE, RMID, flags = ipc.IPC_PRIVATE, ipc.IPC_RMID, ipc.flags("IPC_CREAT | 0600")
  timed(n, function()
    for _ = 1, n do
      local id = shmget(PRIVATE, 4096, flags)
      shmdt(shmat(id))
      shmctl(id, RMID)
    end
  end)
end

function work.counter()
  timed(1, function()
    local v = ipc.segment{ size = 4096, temporary = true }:int32()
    local s = ipc.semaphore{ value = 1, temporary = true }
    ipc.parallel(4, function()
      for _ = 1, n do s:down(); v[0] = v[0] + 1; s:up() end
    end)
    assert(v[0] == 4 * n)
  end)
end

work[what]()
