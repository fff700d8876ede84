-- wrong: name has 12 places, and last is behind it; caught by: final
local command, key, value = arg[1] or "show", tonumber(arg[2] or "0x6006"), tonumber(arg[3] or 0)

local L = ipc.struct [[
  char unit;
  int count;
  double sum;
  char name[12];
  short last;
]]

local seg = ipc.segment{ key = key, size = L.size }
local r = seg:struct(L)

if command == "show" then
  print(string.format("%s: %d values, mean %.2f %c, last %d", r.name, r.count, r.sum / r.count, r.unit, r.last))
else
  r.count = r.count + 1
  r.sum = r.sum + value
  r.last = value < 0 and math.ceil(value) or math.floor(value)
end
