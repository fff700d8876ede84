-- Lab 6: ipclua start.lua show KEY, ipclua start.lua add KEY VALUE
local command, key, value = arg[1] or "show", tonumber(arg[2] or "0x6006"), tonumber(arg[3] or 0)

-- C's declaration, word for word: ipc.struct adds the padding that gcc adds.
local L = ipc.struct [[
  char unit;
  int count;
  double sum;
  char name[10];
  short last;
]]

local seg = ipc.segment{ key = key, size = L.size }
local r = seg:struct(L)

if command == "show" then
  print(string.format("%s: %d values, mean %.2f %c, last %d", r.name, r.count, r.sum / r.count, r.unit, r.last))
else
  r.count = r.count + 1
  r.sum = r.sum + value
  r.last = value < 0 and math.ceil(value) or math.floor(value)   -- towards zero, as a cast in C
end
