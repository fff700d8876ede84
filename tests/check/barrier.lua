-- wrong: a fast process raises the barrier again before a slow one has seen it at zero (deadlock, race, error)
local N, ROUNDS = 2, 2

local seg = ipc.segment{ size = 128, temporary = true }
local arrived = ipc.semaphore{ value = N, temporary = true }
local round = seg:int32()                -- who has begun it: a row for each round

ipc.parallel(N, function(i)
  for r = 1, ROUNDS do
    round[r * N + i - 1] = r
    arrived:down()                       -- one less to wait for
    arrived:zero()
    arrived:up()
    for other = 0, N - 1 do
      assert(round[r * N + other] == r, "somebody has passed the barrier alone")
    end
  end
end)
