-- Evaluates the expressions in the global string programs, most of them calls of
-- library functions, and hands to emit what each of them gives, what it passes
-- to functions, and what it leaves in tables.
local separator = "\n-- next\n"
local kept, log

-- Addresses are not compared, nor the sign of what is no number.
local function masked(s)
  s = string.gsub(s, "0x%x%x%x%x%x%x+", "ADDRESS")
  return (string.gsub(s, "%-nan", "nan"))
end

local function shown(v, deep)
  local kind = type(v)
  if kind == "number" then
    if v ~= v then return "nan" end
    if v == 0 and 1 / v < 0 then return "-0" end
    return string.format("%.17g", v)
  elseif kind == "string" then
    return string.format("%q", masked(string.gsub(v, "[%z\1-\31\127-\255]", function(c) return "\\" .. string.byte(c) end)))
  elseif kind == "table" and deep then
    local items = {}
    for k, x in pairs(v) do items[#items + 1] = shown(k) .. "=" .. shown(x) end
    table.sort(items)
    return "{" .. table.concat(items, " ", 1, math.min(#items, 20)) .. "}"
  elseif kind == "boolean" or kind == "nil" then
    return tostring(v)
  end
  return kind
end

local function line(...)
  local items = {}
  for i = 1, math.min(select("#", ...), 40) do items[i] = shown((select(i, ...)), true) end
  return select("#", ...) .. ": " .. table.concat(items, " ")
end

-- What expressions call:

-- keep shows afterwards what became of a table.
function keep(t) kept[#kept + 1] = t return t end

-- note tells what a function is called with.
function note(...) if #log < 50 then log[#log + 1] = line(...) end end

print = note

-- near is for what the last digits of may differ.
function near(...)
  local x, y = ...
  if type(x) ~= "number" then return ... end
  return string.format("%.10g", x), y
end

-- inside is for random numbers. C's int overflows with great ones.
function inside(x, l, u)
  local function int(n) return type(n) == "number" and n > -2^30 and n < 2^30 end
  return type(x), not int(l) or not int(u) or x >= math.floor(l) and x <= math.ceil(u)
end

-- walk goes through a list.
function walk(...) for i, v in ... do note(i, v) if i > 9 then break end end end

-- all collects what gmatch gives.
function all(next) for i = 1, 30 do local a, b, c = next() note(a, b, c) if a == nil then break end end end

function object(list, meta) return keep(setmetatable(list, meta)) end

-- ordered is a list of objects that compare.
local order = {__lt = function(a, b) note(a.v, b.v) return a.v < b.v end}
function ordered(...)
  local list = {...}
  for i, v in ipairs(list) do list[i] = setmetatable({v = v}, order) end
  note(list)
  return list
end

thread = coroutine.create(function() end)

local function run(expression)
  kept, log = {}, {}
  local f, e = loadstring(expression, "=c")
  local output = line(pcall(f or error, e))
  for _, text in ipairs(log) do output = output .. "\nnote " .. text end
  for _, t in ipairs(kept) do output = output .. "\nkept " .. shown(t, true) end
  return output
end

local from = 1
while from <= #programs do
  local first, last = string.find(programs, separator, from, true)
  emit(run(string.sub(programs, from, first - 1)) .. separator)
  from = last + 1
end
