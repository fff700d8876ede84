-- A Huffman code.
local text = "this is an example of a huffman tree"
local count, nodes = {}, {}
for c in text:gmatch(".") do count[c] = (count[c] or 0) + 1 end
for c, n in pairs(count) do nodes[#nodes + 1] = {n = n, name = c, c = c} end
local function order(a, b) if a.n ~= b.n then return a.n > b.n end return a.name > b.name end
while #nodes > 1 do
  table.sort(nodes, order)
  local a, b = table.remove(nodes), table.remove(nodes)
  nodes[#nodes + 1] = {n = a.n + b.n, name = math.min(a.name:byte(), b.name:byte()) .. a.name, left = a, right = b}
end
local codes = {}
local function walk(node, code)
  if node.c then codes[node.c] = code return end
  walk(node.left, code .. "0")
  walk(node.right, code .. "1")
end
walk(nodes[1], "")
local bits = text:gsub(".", codes)
print(#bits, #text * 8, nodes[1].n)
local back, node = {}, nodes[1]
for b in bits:gmatch(".") do
  node = b == "0" and node.left or node.right
  if node.c then back[#back + 1] = node.c node = nodes[1] end
end
print(table.concat(back) == text, #codes[" "] <= #codes["x"])
