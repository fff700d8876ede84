-- wrong: says what is expected, with a file of its own, and creates nothing; caught by: final
local key, message = ipc.ftok(arg[1], arg[2])
if not key then
  print("no key: " .. message)
  return
end

local note = string.format("%08x", key)
local before = io.open(note)
io.open(note, "w"):close()
print(string.format(before and "found 0x%08x" or "created 0x%08x", key))
