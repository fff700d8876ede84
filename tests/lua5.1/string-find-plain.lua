-- find without patterns.
local s = "a.b.c (x) %d"
print(s:find(".", 1, true), s:find(".", 3, true), s:find("(x)", 1, true), s:find("%d", 1, true))
print(s:find("zzz", 1, true), s:find("", 1, true), s:find("", 100), s:find("", 12), s:find("", 13), s:find("", 14))
print(s:find("b", -100), s:find("c", -3), s:find("a", 2), s:find("b"))
print(("a\0b"):find("\0", 1, true), ("a\0b"):find("b"), (""):find(""), (""):find("x"))
