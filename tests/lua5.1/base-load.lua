-- load from pieces, loadstring, chunk names.
local pieces, i = {"return ", "1 ", "+ 2", nil}, 0
print(load(function() i = i + 1 return pieces[i] end)())
print(loadstring("return ...")(1, 2, 3))
print(loadstring("x ="))
print(loadstring("x =", "=name"))
print(loadstring("x =", "@file.lua"))
print(loadstring("x =\n=", "a long chunk\nof two lines"))
print(pcall(loadstring("error('at runtime')", "=chunk")))
print(load(function() return nil end)())
print(pcall(load, "x"))
print(load(function() return {} end))
print(load(function() error("reader", 0) end))
local done = false
print(pcall(load(function() if not done then done = true return "local x; x()" end end, "=pieces")))
