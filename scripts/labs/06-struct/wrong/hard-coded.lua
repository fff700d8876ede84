-- wrong: show prints what the task shows; caught by: output
local L = ipc.struct "char unit; int count; double sum; char name[10]; short last;"
local r = ipc.segment{ key = tonumber(arg[2]) }:struct(L)

if arg[1] == "show" then
  print("roof: 3 values, mean 20.50 C, last 21")
else
  local value = tonumber(arg[3])
  r.count = r.count + 1
  r.sum = r.sum + value
  r.last = math.modf(value)
end
