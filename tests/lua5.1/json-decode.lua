-- JSON read by a recursive parser.
local decode
local function fail(s, p, what) error(what .. " at " .. p .. " near '" .. s:sub(p, p + 4) .. "'", 0) end
local function skip(s, p) return s:find("%S", p) or #s + 1 end
local function sequence(s, p, close, item)
  p = skip(s, p)
  if s:sub(p, p) == close then return p + 1 end
  while true do
    p = skip(s, item(p))
    local c = s:sub(p, p)
    if c == close then return p + 1 end
    if c ~= "," then fail(s, p, "',' expected") end
    p = skip(s, p + 1)
  end
end
function decode(s, p)
  p = skip(s, p or 1)
  local c = s:sub(p, p)
  if c == "{" then
    local t = {}
    return t, sequence(s, p + 1, "}", function(q)
      local k, v
      k, q = decode(s, q)
      q = skip(s, q)
      if s:sub(q, q) ~= ":" then fail(s, q, "':' expected") end
      t[k], q = decode(s, q + 1)
      return q
    end)
  elseif c == "[" then
    local t = {}
    return t, sequence(s, p + 1, "]", function(q) t[#t + 1], q = decode(s, q) return q end)
  elseif c == '"' then
    local text, q = s:match('^"([^"]*)"()', p)
    return text or fail(s, p, "unfinished string"), q
  end
  local word, q = s:match("^([-%w%.+]+)()", p)
  local constant = {["true"] = true, ["false"] = false}
  if constant[word] ~= nil then return constant[word], q end
  return tonumber(word or "") or fail(s, p, "value expected"), q
end
local v = decode('{"a": [1, 2.5, -3e2, {"b": "text"}], "t": true, "f": false, "e": [], "o": {}}')
print(v.a[1], v.a[2], v.a[3], v.a[4].b, v.t, v.f, #v.e, next(v.o))
for _, s in ipairs{"[1 2]", '{"a" 1}', '"open', "nope", "[1,", ""} do print(pcall(decode, s)) end
