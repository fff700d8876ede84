-- Lines of comma-separated values with quotes.
local function parse(line)
  local fields, pos = {}, 1
  line = line .. ","
  while pos <= #line do
    local field
    if line:sub(pos, pos) == '"' then
      local text = ""
      pos = pos + 1
      while true do
        local a, b = line:match('^([^"]*)"()', pos)
        if not a then error("unmatched quote", 0) end
        text, pos = text .. a, b
        if line:sub(pos, pos) ~= '"' then break end
        text, pos = text .. '"', pos + 1
      end
      field, pos = text, pos + 1
    else
      field, pos = line:match("^([^,]*),()", pos)
    end
    fields[#fields + 1] = field
  end
  return fields
end
for _, l in ipairs{'a,b,c', '"hello, world",2', ',,', 'say,"he said ""hi""",end', '', 'x,"y'} do
  local ok, f = pcall(parse, l)
  print(ok, ok and #f .. ": " .. table.concat(f, "|") or f)
end
