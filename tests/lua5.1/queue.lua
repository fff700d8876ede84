-- A queue with two indexes.
local Queue = {}
Queue.__index = Queue
function Queue.new() return setmetatable({first = 1, last = 0}, Queue) end
function Queue:push(v) self.last = self.last + 1 self[self.last] = v end
function Queue:pop()
  if self.first > self.last then error("queue is empty", 2) end
  local v = self[self.first]
  self[self.first] = nil
  self.first = self.first + 1
  return v
end
function Queue:size() return self.last - self.first + 1 end
local q = Queue.new()
for i = 1, 5 do q:push("job" .. i) end
print(q:pop(), q:pop(), q:size())
q:push("late")
while q:size() > 0 do io.write(q:pop(), " ") end
print(pcall(function() q:pop() end))
