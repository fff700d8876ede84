-- The fixed-width types of <stdint.h>, and the padding written out.
local L = ipc.struct [[
  int8_t unit; char padding[3];
  int32_t count;
  double sum;
  char name[10];
  int16_t last;
  int32_t more_padding;
]]

local r = ipc.segment{ key = tonumber(arg[2]) }:structs(L, 0, 1)[0]
if arg[1] == "add" then
  local value = tonumber(arg[3])
  r.sum, r.count, r.last = r.sum + value, r.count + 1, value - math.fmod(value, 1)
else
  local mean = r.sum / r.count
  print(r.name .. ": " .. r.count .. " values, mean " .. string.format("%.2f", mean) .. " " .. string.char(r.unit) .. ", last " .. r.last)
end
