-- Paragraphs wrapped, left, right and justified.
local text = "Lua is a powerful, efficient, lightweight, embeddable scripting language that supports procedural programming."
local function wrap(s, width)
  local lines, line = {}, ""
  for word in s:gmatch("%S+") do
    if #line > 0 and #line + #word + 1 > width then lines[#lines + 1] = line line = word
    else line = line == "" and word or line .. " " .. word end
  end
  lines[#lines + 1] = line
  return lines
end
local function justify(line, width)
  local gaps = select(2, line:gsub(" ", ""))
  local missing = width - #line
  return (line:gsub(" ", function()
    local n = math.ceil(missing / gaps)
    missing, gaps = missing - n, gaps - 1
    return (" "):rep(n + 1)
  end))
end
for _, l in ipairs(wrap(text, 30)) do print(("%-30s|%30s|%s|"):format(l, l, justify(l, 30))) end
