-- wrong: the fields follow each other without padding; caught by: output
local UNIT, COUNT, SUM, NAME, LAST = 0, 1, 5, 13, 23

local seg = ipc.segment{ key = tonumber(arg[2]) }

-- number is the signed number in n bytes, the lowest first.
local function number(offset, n)
  local bytes, value = { seg:read(offset, n):byte(1, -1) }, 0
  for i = n, 1, -1 do value = value * 256 + bytes[i] end
  return value < 256 ^ n / 2 and value or value - 256 ^ n
end

if arg[1] == "show" then
  print(string.format("%s: %d values, mean %.2f %s, last %d",
    seg:cstring(NAME, 10), number(COUNT, 4), number(SUM, 8), seg:read(UNIT, 1), number(LAST, 2)))
else
  seg:write(COUNT, string.char((number(COUNT, 4) + 1) % 256))
end
