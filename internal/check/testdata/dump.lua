-- everything that a script can see of a fresh state
local seen, todo = {}, {}

local function name(v)
  local kind = type(v)
  if kind == "string" then return string.format("%q", v) end
  if kind == "number" or kind == "boolean" or kind == "nil" then return tostring(v) end
  local plain = debug.getmetatable(v)
  debug.setmetatable(v, kind == "table" and nil or plain)
  local text = kind == "userdata" and "userdata" or tostring(v)
  if kind == "table" then debug.setmetatable(v, plain) end
  if not seen[v] then
    seen[v] = #todo + 1
    todo[#todo + 1] = v
  end
  return text .. " #" .. seen[v]
end

local here = debug.getinfo(1, "f").func
for _, v in ipairs { false, 0, "", print, coroutine.create(function() end) } do
  print(type(v), name(debug.getmetatable(v)))
end
print("nil", name(debug.getmetatable(nil)))
print(name(getfenv(0)), name(getfenv(1)), name(_G), name(debug.getregistry()))

local at = 1
while todo[at] do
  local v = todo[at]
  print(at .. ":")
  if v ~= here then
    print("  metatable", name(debug.getmetatable(v)))
    if type(v) ~= "table" then print("  environment", name(debug.getfenv(v))) end
    if type(v) == "table" then
      for k, x in next, v do print("  " .. name(k), name(x)) end
      print("  length", #v)
    end
  end
  at = at + 1
end

print(math.random(), math.random(100), collectgarbage("count"), collectgarbage("setpause", 7), collectgarbage("setstepmul", 9))
print(collectgarbage("step", 1), gcinfo(), os.time(), os.clock(), os.date("!%c"), os.tmpname(), ipc.time(), ipc.getpid())
print(io.input() == io.stdin, io.output() == io.stdout, io.type(io.stdout), tostring(io.stdin), io.read("*a"))
print({}, function() end, coroutine.create(function() end), newproxy(), pcall(error), debug.traceback())
print(coroutine.running(), package.path, package.cpath, #arg, ...)
print(pcall(ipc.nosuch), pcall(function() ipc.segmnt() end))

-- what depends on it works
local seg = ipc.segment { size = 64, temporary = true }
local sem = ipc.semaphore { value = 1, names = { "lock" }, temporary = true }
local queue = ipc.queue { temporary = true }
local v = seg:int32()
local results = ipc.parallel(2, function(n) sem:down() v[0] = v[0] + n sem:up() return n, {} end)
local p = ipc.spawn(function() error({ code = 3 }) end)
local ok, e = pcall(p.join, p)
print(v[0], results[1], results[2], ok, e.value.code, tostring(e), seg, sem, queue, v)
queue:send(1, "text")
print(queue:receive(), pcall(v.get, v, 1, 2, 3, 4))
print(sem:getval(), seg:stat().segsz)
print(x1, _G[true])
x2, x1 = 2, 1
_G[true] = 3
for k in pairs(_G) do io.write(tostring(k), " ") end
local co = coroutine.wrap(function(...) local x = coroutine.yield(...) return x end)
print(co(1, 2), co(3), pcall(co))
print(("x"):rep(3), ("abc"):upper(), #"abc", select("#", 1, 2), (" a b "):gsub("%a", { a = 1 }))
local t = { 3, 1, 2 }
table.sort(t, function(x, y) return x > y end)
print(table.concat(t, ","), next({}), unpack(t))
