-- A binary heap.
local Heap = {}
Heap.__index = Heap
function Heap.new(less) return setmetatable({n = 0, less = less or function(a, b) return a < b end}, Heap) end
function Heap:push(v)
  self.n = self.n + 1
  local i = self.n
  self[i] = v
  while i > 1 do
    local p = math.floor(i / 2)
    if not self.less(self[i], self[p]) then break end
    self[i], self[p] = self[p], self[i]
    i = p
  end
end
function Heap:pop()
  local top = self[1]
  self[1], self[self.n] = self[self.n], nil
  self.n = self.n - 1
  local i = 1
  while 2 * i <= self.n do
    local c = 2 * i
    if c < self.n and self.less(self[c + 1], self[c]) then c = c + 1 end
    if not self.less(self[c], self[i]) then break end
    self[i], self[c] = self[c], self[i]
    i = c
  end
  return top
end
local h = Heap.new()
for _, v in ipairs{5, 3, 8, 1, 9, 2, 7} do h:push(v) end
while h.n > 0 do io.write(h:pop(), " ") end
print()
local longest = Heap.new(function(a, b) return #a > #b end)
for w in ("a heap orders words of many sizes"):gmatch("%a+") do longest:push(w) end
print(longest:pop(), longest.n)
