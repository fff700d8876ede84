-- All permutations of a list.
local function permgen(a, n)
  n = n or #a
  if n <= 1 then coroutine.yield(a) return end
  for i = 1, n do
    a[n], a[i] = a[i], a[n]
    permgen(a, n - 1)
    a[n], a[i] = a[i], a[n]
  end
end
local function permutations(a) return coroutine.wrap(function() permgen(a) end) end
for p in permutations{"a", "b", "c"} do print(table.concat(p, " ")) end
local n = 0
for _ in permutations{1, 2, 3, 4, 5, 6} do n = n + 1 end
print(n)
