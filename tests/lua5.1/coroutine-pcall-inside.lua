-- Errors caught inside a coroutine do not end it.
local co = coroutine.wrap(function()
  for i = 1, 3 do
    local ok, e = pcall(error, "e" .. i, 0)
    coroutine.yield(ok, e)
  end
  return "end"
end)
print(co())
print(co())
print(co())
print(co())
print(pcall(co))
local outer = coroutine.create(function()
  local inner = coroutine.create(function() coroutine.yield("inner yields") error("inner fails", 0) end)
  print(coroutine.resume(inner))
  print(coroutine.resume(inner))
  coroutine.yield("outer yields")
  return "outer ends"
end)
print(coroutine.resume(outer))
print(coroutine.resume(outer))
