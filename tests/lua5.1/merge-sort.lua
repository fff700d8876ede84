-- Merge sort, which is stable.
local function merge(a, b, le)
  local r, i, j = {}, 1, 1
  while a[i] ~= nil or b[j] ~= nil do
    if b[j] == nil or a[i] ~= nil and le(a[i], b[j]) then r[#r + 1] = a[i] i = i + 1 else r[#r + 1] = b[j] j = j + 1 end
  end
  return r
end
local function sort(t, le)
  if #t <= 1 then return t end
  local a, b, mid = {}, {}, math.floor(#t / 2)
  for i, v in ipairs(t) do if i <= mid then a[#a + 1] = v else b[#b + 1] = v end end
  return merge(sort(a, le), sort(b, le), le)
end
local words = {}
for w in ("the order of equal words is kept by a merge sort of words"):gmatch("%a+") do words[#words + 1] = w end
print(table.concat(sort(words, function(a, b) return #a <= #b end), " "))
print(table.concat(sort({3, 1, 2, 5, 4}, function(a, b) return a <= b end), " "))
