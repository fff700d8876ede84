-- Values as JSON, keys in order.
local function encode(v, seen)
  seen = seen or {}
  if v == nil then return "null" end
  if type(v) == "boolean" then return tostring(v) end
  if type(v) == "number" then
    if v ~= v or v == math.huge or v == -math.huge then error("no number in JSON: " .. v, 0) end
    return ("%.14g"):format(v)
  end
  if type(v) == "string" then
    local short = {['"'] = '\\"', ["\\"] = "\\\\", ["\n"] = "\\n", ["\t"] = "\\t"}
    return '"' .. v:gsub('[%c"\\]', function(c) return short[c] or ("\\u%04x"):format(c:byte()) end) .. '"'
  end
  if type(v) ~= "table" then error("cannot encode a " .. type(v), 0) end
  if seen[v] then error("cycle", 0) end
  seen[v] = true
  local out, list = {}, #v > 0 or next(v) == nil
  if list then
    for i, x in ipairs(v) do out[i] = encode(x, seen) end
  else
    local keys = {}
    for k in pairs(v) do keys[#keys + 1] = k end
    table.sort(keys)
    for i, k in ipairs(keys) do out[i] = encode(k) .. ":" .. encode(v[k], seen) end
  end
  seen[v] = nil
  return (list and "[" or "{") .. table.concat(out, ",") .. (list and "]" or "}")
end
print(encode{name = "Lua", version = 5.1, tags = {"small", "fast", {}}, ok = true, text = 'a "b"\n\1', big = 1e20})
print(encode("x"), encode(nil), encode(-0.5), encode{{1}, {2, {3}}})
local loop = {}
loop[1] = loop
print(pcall(encode, loop))
print(pcall(encode, {print}))
print(pcall(encode, 1 / 0))
