-- Two closures share the variable that both captured.
local function cell(value)
  return function() return value end, function(v) value = v end
end
local get, set = cell("first")
print(get())
set("second")
print(get())
local get2, set2 = cell(1)
set2(get2() + 1)
print(get2(), get())
