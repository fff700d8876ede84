-- The length of strings and of lists.
print(#"", #"abc", #"a\0b", #"é")
print(#{}, #{1, 2, 3}, #{n = 1}, #{1, 2, nil}, #{[1] = 1, [2] = 2})
local t = {}
for i = 1, 10 do t[i] = i end
print(#t)
t[#t] = nil
print(#t)
t[#t + 1] = "x"
t[#t + 1] = "y"
print(#t, t[#t])
print(pcall(function() return #5 end))
print(pcall(function() return #nil end))
print(pcall(function() local s; return #s end))
