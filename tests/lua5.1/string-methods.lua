-- Methods of strings, also of literals.
local s = "Hello, World"
print(s:len(), s:upper(), s:lower(), s:reverse(), s:sub(1, 5), s:rep(2))
print(("x"):rep(3), ("%d items"):format(3), ("a,b"):find(",", 1, true))
print(#s:sub(-5), s:sub(-5):byte(), s.len == string.len, s["upper"] == string.upper)
print(s.nothing, ("x").y)
print(pcall(function() return s:nothing() end))
print(s:gsub("o", "0"):upper())
