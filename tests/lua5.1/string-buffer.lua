-- Building long strings.
local buffer = setmetatable({n = 0}, {__call = function(b, ...)
  for i = 1, select("#", ...) do b.n = b.n + 1 b[b.n] = tostring((select(i, ...))) end
  return b
end})
buffer("a", 1, nil, true)(2.5)("end")
print(buffer.n, table.concat(buffer, ","))
local parts = {}
for i = 1, 10000 do parts[i] = i % 10 end
local s = table.concat(parts)
print(#s, s:sub(1, 20), s:sub(-5))
local t = ""
for i = 1, 1000 do t = t .. string.char(97 + i % 26) end
print(#t, t:sub(500, 510), t:find("xyz"), select(2, t:gsub("a", "")))
local function split(str, sep) local out = {} for f in (str .. sep):gmatch("(.-)" .. sep:gsub("%p", "%%%0")) do out[#out + 1] = f end return out end
print(#split("a.b..c", "."), table.concat(split("a.b..c", "."), "|"), #split("", ","))
