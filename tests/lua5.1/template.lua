-- Text with holes, expressions and loops.
local function render(template, values)
  return (template:gsub("{{(.-)}}", function(e)
    local f = assert(loadstring("return " .. e, "=template"))
    return tostring(setfenv(f, setmetatable(values, {__index = _G}))())
  end))
end
print(render("Hello {{name}}, {{2 + 3}} messages, {{string.upper(name)}}{{('!'):rep(n)}}", {name = "Ann", n = 3}))
local function compile(t)
  local code = {"local out = {} "}
  for text, stat in (t .. "<%%>"):gmatch("(.-)<%%(.-)%%>") do
    code[#code + 1] = ("out[#out + 1] = %q "):format(text)
    code[#code + 1] = stat:match("^=") and "out[#out + 1] = tostring(" .. stat:sub(2) .. ") " or stat .. " "
  end
  return assert(loadstring(table.concat(code) .. "return table.concat(out)", "=compiled"))
end
print(compile("<% for i = 1, 3 do %>row <%= i * i %>\n<% end %>total"
  .. " <%= 1 + 4 + 9 %>")())
