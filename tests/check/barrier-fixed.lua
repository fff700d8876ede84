-- right: three semaphores take turns; who passes one raises the one before, which by then nobody waits at
local N, ROUNDS = 2, 2

local seg = ipc.segment{ size = 128, temporary = true }
local arrived = ipc.semaphore{ values = { N, N, 0 }, temporary = true }
local round = seg:int32()                -- who has begun it: a row for each round

ipc.parallel(N, function(i)
  for r = 1, ROUNDS do
    local this, before = (r - 1) % 3, (r + 1) % 3
    round[r * N + i - 1] = r
    arrived:down(this)                   -- one less to wait for
    arrived:zero(this)
    arrived:up(before)
    for other = 0, N - 1 do
      assert(round[r * N + other] == r, "somebody has passed the barrier alone")
    end
  end
end)
