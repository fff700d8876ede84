-- and, or, not give operands.
print(nil and 1, false and 1, 0 and 1, "" and 1)
print(nil or 1, false or nil, 0 or 1, "" or 1)
print(not nil, not false, not 0, not "")
print(1 and 2 and 3, 1 and nil and 3, nil or false or 3)
local function say(v, ...) io.write(tostring(v), "? ") return v, ... end
print(say(1) and say(2), say(nil) and say(3), say(false) or say(4))
local a, b = 5, nil
a = a and b or 7
b = b or a
print(a, b, a == b and "same" or "other", (say(nil, 2)) or 9)
