-- Lab 7: ipclua start.lua WORKERS ROUNDS
local workers, rounds = tonumber(arg[1] or 2), tonumber(arg[2] or 2)

-- gain is what worker i earns in a round. (The check brings its own.)
gain = gain or function(i) return i end

local seg = ipc.segment{ size = 64, temporary = true }
local n = seg:int32()

ipc.parallel(workers, function(i)
  for _ = 1, rounds do
    local g = gain(i)
    -- TODO: a read and a write, and anybody may come in between.
    n[0] = n[0] + g
  end
end)

print("sum: " .. n[0])
