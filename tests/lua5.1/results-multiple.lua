-- How many results a call gives, and where.
local function none() end
local function three() return 1, 2, 3 end
local a, b, c, d = three()
print(a, b, c, d)
local e, f, g = three(), 10
print(e, f, g)
local t = {three(), three()}
print(#t, #{three(), nil}, #{none(), none(), 5})
print(three(), none(), three())
print((three()), (none()))
print(select("#", none()), select("#", (none())), select("#", none(), none()))
if none() then print("yes") else print("no") end
return three()
