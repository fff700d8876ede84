-- Iterators without state of their own.
local function up(limit, i) i = i + 1 if i <= limit then return i, i * i end end
for i, square in up, 4, 0 do io.write(i, "=", square, " ") end
print()
local function chars(s) return function(text, i) i = i + 1 if i <= #text then return i, text:sub(i, i) end end, s, 0 end
for i, c in chars("lua!") do io.write(i, c, " ") end
print()
local list = {value = 1, next = {value = 2, next = {value = 3}}}
local function nodes(head, node) if node == nil then return head end return node.next end
for node in nodes, list, nil do io.write(node.value, " ") end
print()
