-- Locals and upvalues by number.
local up1, up2 = "one", "two"
local function f(a, b)
  local c = a + b
  local names = {}
  for i = 1, 10 do
    local n, v = debug.getlocal(1, i)
    if not n then break end
    if not n:find("^%(") then names[#names + 1] = n .. "=" .. tostring(v):match("^%w+") end
  end
  debug.setlocal(1, 3, 100)
  return c, table.concat(names, " ", 1, 3), up1, up2
end
print(f(1, 2))
print(debug.getupvalue(f, 1), debug.getupvalue(f, 2), debug.getupvalue(f, 3))
print(debug.setupvalue(f, 1, "changed"), up1, debug.setupvalue(f, 9, 1))
print(pcall(debug.getlocal, 100, 1))
