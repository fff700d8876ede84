-- The next permutation in order.
local function nextperm(t)
  local i = #t - 1
  while i > 0 and t[i] >= t[i + 1] do i = i - 1 end
  if i == 0 then return false end
  local j = #t
  while t[j] <= t[i] do j = j - 1 end
  t[i], t[j] = t[j], t[i]
  local a, b = i + 1, #t
  while a < b do t[a], t[b] = t[b], t[a] a, b = a + 1, b - 1 end
  return true
end
local t = {1, 2, 3, 4}
repeat io.write(table.concat(t), " ") until not nextperm(t)
print()
t = {"a", "a", "b"}
repeat io.write(table.concat(t), " ") until not nextperm(t)
print()
