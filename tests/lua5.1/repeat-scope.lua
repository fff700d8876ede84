-- until sees the locals of the block.
local n = 10
repeat
  local half = n / 2
  io.write(n, " ")
  n = math.floor(half)
until half <= 1
print(n)
local count = 0
repeat
  local done = count >= 2
  count = count + 1
  if count == 100 then break end
until done
print(count)
