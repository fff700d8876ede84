-- Lab 6: ipclua start.lua show KEY, ipclua start.lua add KEY VALUE
local command, key, value = arg[1] or "show", tonumber(arg[2] or "0x6006"), tonumber(arg[3] or 0)

-- TODO: the rest of struct record, as in record.c. What else is wrong with this beginning?
local L = ipc.struct [[
  char unit;
  short last;
]]

-- (The segment is made by ./record make. So that this runs by itself, it may be new.)
local seg = ipc.segment{ key = key, size = 32 }
local r = seg:struct(L)

if command == "show" then
  -- TODO 1: the line that record.c prints.
  print("unit " .. r.unit .. ", last " .. r.last)
else
  -- TODO 2: count, sum and last.
end
