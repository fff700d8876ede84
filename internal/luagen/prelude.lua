-- What random programs call. Locals, so that each program gets its own.
local calls = 0

-- tick stops programs that run long, also those that catch its error.
function tick()
  calls = calls + 1
  if calls > 80 then error("tick", 0) end
end

function say(...) print("say", ...) return ... end
function two(a, b) return a, b end
function none() end
function count(...) return select("#", ...) end
function cut(s) return string.sub(s, 1, 12) end

-- try is for what a protected call gave.
function try(...) return ... end

-- trace is a traceback as far as the program itself is concerned. Of a long one
-- the middle is left out, which depends on what is around the program; so only
-- the first levels count.
function trace()
  local lines, levels = {}, 0
  for line in string.gmatch(debug.traceback(), "[^\n]+") do
    if string.find(line, "^%s*p:") or string.find(line, "tail call") then lines[#lines + 1] = line end
    levels = levels + 1
    if levels == 12 then break end
  end
  return table.concat(lines, "|")
end

local meta = {}
local function value(x) return type(x) == "table" and rawget(x, "v") or x end
function object(v) tick() return setmetatable({v = type(v) == "number" and v or 1}, meta) end
for _, event in ipairs{"add", "sub", "mul", "mod"} do
  meta["__" .. event] = function(a, b) tick() print(event, value(a), value(b)) return (value(a) + value(b)) % 97 end
end
function meta.__unm(a) tick() print("unm", value(a)) return -value(a) end
for _, event in ipairs{"eq", "lt", "le"} do
  meta["__" .. event] = function(a, b) tick() print(event, value(a), value(b)) return value(a) == value(b) or value(a) < value(b) end
end
function meta.__concat(a, b) tick() print("concat", value(a), value(b)) return cut(value(a) .. "~" .. value(b)) end
function meta.__call(self, ...) tick() print("call", value(self), ...) return value(self), ... end
function meta.__index(t, k) tick() print("index", k) if k == "method" then return meta.method end return 7 end
function meta.__newindex(t, k, v) tick() print("newindex", k, v) rawset(t, k, v) end
function meta.__len(t) print("len") return 5 end
function meta.method(self, ...) tick() print("method", value(self), ...) return value(self), ... end

-- Closures that programs keep, and what they give when they are called.
kept = {}
function keep(f) kept[#kept + 1] = f end
function show()
  for i, f in ipairs(kept) do print("kept", i, try(pcall(f))) end
end
