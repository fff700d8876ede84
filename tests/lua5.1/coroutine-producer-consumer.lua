-- A producer, a filter and a consumer.
local function receive(p) local ok, v = coroutine.resume(p) return v end
local function producer(lines)
  return coroutine.create(function() for _, l in ipairs(lines) do coroutine.yield(l) end end)
end
local function numbered(p)
  return coroutine.create(function()
    local n = 0
    while true do
      local l = receive(p)
      if not l then return nil end
      n = n + 1
      coroutine.yield(("%3d %s"):format(n, l))
    end
  end)
end
local function consume(p)
  while true do
    local l = receive(p)
    if not l then break end
    print(l)
  end
end
consume(numbered(producer{"first", "second", "third"}))
consume(numbered(numbered(producer{"x"})))
