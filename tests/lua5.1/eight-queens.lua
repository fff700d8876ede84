-- Eight queens: the first solution and how many there are.
local N, count, first = 8, 0
local function safe(a, n, c)
  for i = 1, n - 1 do
    if a[i] == c or a[i] - i == c - n or a[i] + i == c + n then return false end
  end
  return true
end
local function add(a, n)
  if n > N then
    count = count + 1
    first = first or {unpack(a)}
    return
  end
  for c = 1, N do
    if safe(a, n, c) then
      a[n] = c
      add(a, n + 1)
    end
  end
end
add({}, 1)
for i = 1, N do
  for j = 1, N do io.write(first[i] == j and "Q" or "-", " ") end
  print()
end
print(count)
