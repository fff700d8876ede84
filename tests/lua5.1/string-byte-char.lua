-- Bytes of strings and back.
print(("ABC"):byte(), ("ABC"):byte(2), ("ABC"):byte(-1), ("ABC"):byte(10))
print(("hello"):byte(1, -1))
print(("hello"):byte(3, 2), select("#", ("hello"):byte(3, 2)), ("x"):byte(0), ("hello"):byte(-3, -2))
print(string.char(72, 101, 108, 108, 111), string.char() == "", #string.char(0, 255, 128))
print(pcall(string.char, 256))
print(pcall(string.char, -1))
print(pcall(string.char, "x"))
print(pcall(string.byte))
local s = ""
for i = 32, 126 do s = s .. string.char(i) end
print(s)
