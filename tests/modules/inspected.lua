-- Values of all kinds, as inspect.lua shows them.
local inspect = require("inspect")

print(inspect({1, 2, 3}), inspect("a \"quoted\"\n'text'\t\0"), inspect(1.5), inspect(nil), inspect({}))
print(inspect({a = 1, ["b c"] = {true, false}, [10] = "ten", [1.5] = "float", [false] = 0}))
local loop = {name = "loop"}
loop.self = loop
print(inspect(loop))
print(inspect(setmetatable({1}, {__index = {x = 1}, __tostring = function() return "meta" end})))
print(inspect({print, print, coroutine.create(function() end), io.stdout, function() end}))
print(inspect({a = {b = {c = {d = 1}}}}, {depth = 2}))
print(inspect({1, {2, {3}}}, {newline = "@", indent = ">>"}))
print(inspect({a = 1, b = 2, secret = 3}, {process = function(item, path)
  if path[#path] ~= "secret" then return item end
end}))
print(inspect({1, 2, nil, 4}), inspect({"é", "日本", "\127\255"}))
local keys = {}
for _, k in ipairs{"z", "a", 3, 1, 2, true, 0.5, -1, "end"} do keys[k] = tostring(k) end
print(inspect(keys))
print(inspect(math.huge), inspect(-math.huge), inspect(2 ^ 53), inspect(1e15))
