-- Fields may be cleared while pairs goes over them.
local t = {}
for i = 1, 20 do t[i] = i t["k" .. i] = i end
local n = 0
for k, v in pairs(t) do
  n = n + 1
  if v % 2 == 0 then t[k] = nil end
end
print(n)
local left = 0
for _, v in pairs(t) do assert(v % 2 == 1) left = left + 1 end
print(left)
for k in pairs(t) do t[k] = nil end
print(next(t), #t)
for k, v in next, {10, 20} do io.write(k, "=", v, " ") end
print()
