-- A table of figures, aligned.
local rows = {{"apples", 3, 1.25}, {"oranges", 12, 0.5}, {"a very long name", 100, 13.375}}
print(("%-12s|%8s|%10s"):format("item", "count", "price"))
print(("-"):rep(12) .. "+" .. ("-"):rep(8) .. "+" .. ("-"):rep(10))
local total = 0
for _, r in ipairs(rows) do
  print(("%-12.12s|%8d|%10.2f"):format(unpack(r)))
  total = total + r[2] * r[3]
end
print(("%-12s|%8s|%10.2f"):format("total", "", total))
for i = 1, 3 do print(("%" .. i * 4 .. "d|%-" .. i * 2 .. "s|%0" .. i + 2 .. "x"):format(i, "s", i * 10)) end
