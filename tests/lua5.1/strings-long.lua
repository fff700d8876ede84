-- Long strings and their levels.
local s = [[
first line
second "line"	\n is not an escape]]
print(s, #s)
print([==[
]] and ]=] stay]==])
print([[]], #[[

]])
print(#[[

x]])
