-- A double-ended queue with negative indexes.
local D = {}
D.__index = D
function D.new() return setmetatable({first = 0, last = -1}, D) end
function D:pushleft(v) self.first = self.first - 1 self[self.first] = v end
function D:pushright(v) self.last = self.last + 1 self[self.last] = v end
function D:popleft() local v = self[self.first] self[self.first] = nil self.first = self.first + 1 return v end
function D:popright() local v = self[self.last] self[self.last] = nil self.last = self.last - 1 return v end
local d = D.new()
for i = 1, 3 do d:pushleft(-i) d:pushright(i) end
print(d.first, d.last, d[-1], d[0], d[-3])
print(d:popleft(), d:popright(), d:popleft(), d:popright(), d:popleft(), d:popright())
print(d.first > d.last)
