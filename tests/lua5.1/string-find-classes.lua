-- Every character class, over all ASCII.
for _, class in ipairs{"%a", "%c", "%d", "%l", "%p", "%s", "%u", "%w", "%x", "%z", "%A", "%D", "%S", "%W", ".", "[a-f0-3]", "[^%w%s%c%p]", "[%-x]", "[]]", "[^]]", "[a-]", "[%a_]"} do
  local n, first, last = 0
  for i = 0, 127 do
    if string.char(i):find("^" .. class .. "$") then
      n = n + 1
      first, last = first or i, i
    end
  end
  print(class, n, first, last)
end
