-- while and break, nested.
local i = 0
while true do
  i = i + 1
  if i == 3 then break end
  local j = 0
  while true do
    j = j + 1
    if j > i then break end
    io.write(i, "-", j, " ")
  end
end
print(i)
while i > 0 do i = i - 1 end
print(i)
while false do print("never") end
