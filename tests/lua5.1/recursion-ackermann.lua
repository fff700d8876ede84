-- Ackermann's function, deep for small arguments.
local function ack(m, n)
  if m == 0 then return n + 1 end
  if n == 0 then return ack(m - 1, 1) end
  return ack(m - 1, ack(m, n - 1))
end
for m = 0, 2 do
  for n = 0, 5 do io.write(ack(m, n), "\t") end
  print()
end
print(ack(3, 4))
