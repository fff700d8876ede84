-- Finding by halves.
local function search(t, v)
  local lo, hi, steps = 1, #t, 0
  while lo <= hi do
    steps = steps + 1
    local mid = math.floor((lo + hi) / 2)
    if t[mid] == v then return mid, steps end
    if t[mid] < v then lo = mid + 1 else hi = mid - 1 end
  end
  return nil, steps
end
local t = {}
for i = 1, 1000 do t[i] = i * 3 end
print(search(t, 3), search(t, 3000))
print(search(t, 1500))
print(search(t, 4))
print(search({}, 1))
