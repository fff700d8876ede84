-- The eight types.
local values = {nil, true, 1, "s", {}, print, coroutine.create(function() end), io.stdout}
for i = 1, 8 do io.write(type(values[i]), " ") end
print()
print(type(type), type(type(nil)), type(1 / 0), type(nil) == "nil")
print(pcall(type))
print(type(nil, 1), type(newproxy()))
