-- Nodes that know both neighbours.
local List = {}
List.__index = List
function List.new() local l = setmetatable({n = 0}, List) l.prev, l.next = l, l return l end
function List:insert(v, after)
  after = after or self.prev
  local node = {value = v, prev = after, next = after.next}
  after.next.prev, after.next = node, node
  self.n = self.n + 1
  return node
end
function List:remove(node) node.prev.next, node.next.prev = node.next, node.prev self.n = self.n - 1 return node.value end
function List:walk(way) local node = self return function() node = node[way] if node ~= self then return node.value end end end
local l = List.new()
local b = (l:insert("a")) and l:insert("b")
l:insert("d")
l:insert("c", b)
for _, way in ipairs{"next", "prev"} do for v in l:walk(way) do io.write(v, " ") end print(l.n) end
print(l:remove(b), l.n)
for v in l:walk("next") do io.write(v, " ") end
print()
