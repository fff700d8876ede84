-- A table of named arguments, with defaults.
local function box(o)
  if type(o.title) ~= "string" then error("no title") end
  local w, h = o.width or 10, o.height or 2
  local line = "+" .. string.rep("-", w) .. "+"
  print(line)
  for i = 1, h do print("|" .. (i == 1 and (o.title .. string.rep(" ", w)):sub(1, w) or string.rep(o.fill or " ", w)) .. "|") end
  print(line)
end
box{title = "hello"}
box{title = "wider", width = 20, height = 3, fill = "."}
print(pcall(box, {}))
