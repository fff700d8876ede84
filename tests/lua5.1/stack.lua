-- A stack on table.insert and table.remove.
local stack = {}
for w in ("to be or not to be"):gmatch("%a+") do table.insert(stack, w) end
print(#stack, stack[#stack])
while #stack > 0 do io.write(table.remove(stack), " ") end
print(table.remove(stack), #stack)
local function balanced(s)
  local open, match = {}, {[")"] = "(", ["]"] = "[", ["}"] = "{"}
  for c in s:gmatch("[%(%)%[%]{}]") do
    if match[c] then
      if table.remove(open) ~= match[c] then return false end
    else
      open[#open + 1] = c
    end
  end
  return #open == 0
end
for _, s in ipairs{"(a[b]{c})", "(]", "((", "", "}{", "f(x[1]) = {y}"} do print(s, balanced(s)) end
