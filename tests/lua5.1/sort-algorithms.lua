-- Five ways to sort.
local sorts = {}
function sorts.bubble(t)
  for i = #t, 2, -1 do for j = 1, i - 1 do if t[j] > t[j + 1] then t[j], t[j + 1] = t[j + 1], t[j] end end end
end
function sorts.insertion(t)
  for i = 2, #t do
    local v, j = t[i], i - 1
    while j > 0 and t[j] > v do t[j + 1] = t[j] j = j - 1 end
    t[j + 1] = v
  end
end
function sorts.selection(t)
  for i = 1, #t - 1 do
    local m = i
    for j = i + 1, #t do if t[j] < t[m] then m = j end end
    t[i], t[m] = t[m], t[i]
  end
end
function sorts.quick(t, lo, hi)
  lo, hi = lo or 1, hi or #t
  if lo >= hi then return end
  local p, i = t[hi], lo
  for j = lo, hi - 1 do if t[j] < p then t[i], t[j] = t[j], t[i] i = i + 1 end end
  t[i], t[hi] = t[hi], t[i]
  sorts.quick(t, lo, i - 1)
  sorts.quick(t, i + 1, hi)
end
function sorts.counting(t)
  local count, k = {}, 1
  for _, v in ipairs(t) do count[v] = (count[v] or 0) + 1 end
  for v = 0, 99 do for _ = 1, count[v] or 0 do t[k] = v k = k + 1 end end
end
for _, name in ipairs{"bubble", "insertion", "selection", "quick", "counting"} do
  local t = {}
  for i = 1, 15 do t[i] = (i * 37 + 11) % 50 end
  sorts[name](t)
  print(name, table.concat(t, " "))
end
