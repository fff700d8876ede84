-- A local hides another of its name until its block ends.
local x = 1
do
  local x = x + 1
  do
    local x = x * 10
    print(x)
  end
  print(x)
end
print(x)
local x = x .. "!"
print(x)
local function x() return x end
print(type(x), x() == x)
local f = function() return f end
print(f())
for x = 1, 1 do local x = "inner" print(x) end
