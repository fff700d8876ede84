-- Parts of a string, with all kinds of bounds.
local s = "abcdefgh"
for _, b in ipairs{{1, 3}, {3, 3}, {4, 3}, {-3, -1}, {-100, 2}, {5, 100}, {0, 2}, {0, 0}, {2, -2}, {-2, 3}, {9, 9}} do
  print(b[1], b[2], "[" .. s:sub(b[1], b[2]) .. "]")
end
print(s:sub(5), s:sub(-2), s:sub(100) == "", s:sub(2.9, 4.1), s:sub("2", "3"))
print(pcall(string.sub))
print(pcall(string.sub, "x"))
print(pcall(string.sub, "x", {}))
