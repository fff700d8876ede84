-- Lua values as Lua source, read back.
local function serialize(v, indent)
  indent = indent or ""
  if type(v) == "string" then return ("%q"):format(v) end
  if type(v) ~= "table" then return tostring(v) end
  local keys, out = {}, {}
  for k in pairs(v) do keys[#keys + 1] = k end
  table.sort(keys, function(a, b)
    if type(a) ~= type(b) then return type(a) < type(b) end
    return a < b
  end)
  for _, k in ipairs(keys) do
    local key = type(k) == "string" and k:match("^[%a_][%w_]*$") or "[" .. serialize(k) .. "]"
    out[#out + 1] = indent .. "  " .. key .. " = " .. serialize(v[k], indent .. "  ")
  end
  if #out == 0 then return "{}" end
  return "{\n" .. table.concat(out, ",\n") .. "\n" .. indent .. "}"
end
local data = {1, 2, {x = 1.5, ["a key"] = "quote \" and\nline"}, nested = {deep = {}}, [10] = true, [-1] = false}
local s = serialize(data)
print(s)
local back = assert(loadstring("return " .. s))()
print(serialize(back) == s, back[3]["a key"] == data[3]["a key"])
