-- find and match with classes, sets, anchors.
local s = "The year 1999, and 2024!"
print(s:find("%d+"), s:find("%d+", 11), s:match("%d+"), s:match("%d+", 14))
print(s:match("^%a+"), s:match("^%d+"), s:match("!$"), s:match("[aeiou]+"), s:match("[^%s]+$"))
print(s:match("(%a+) (%a+)"), s:find("(%d)(%d)"), s:match("()year()"))
print(s:match("%d%d-"), s:match("%d%d-%d"), s:match("y.-r"), s:match("a.*d"), s:match("x?y"))
print(("[[x]]"):match("%[%[(.-)%]%]"), ("a-b"):match("a%-b"), ("x^y"):match("x^y"), ("a$b"):match("a$b"))
print(("key = value"):match("^(%w+)%s*=%s*(%w+)$"), ("  trim  "):match("^%s*(.-)%s*$") .. "|")
