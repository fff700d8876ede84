-- A singly linked list.
local list
for i = 5, 1, -1 do list = {value = i * i, next = list} end
local function each(l) return function(_, n) if n then return n.next end return l end end
local function show(l) local t = {} local n = l while n do t[#t + 1] = n.value n = n.next end print(table.concat(t, " -> ")) end
show(list)
local function reverse(l) local r while l do l, l.next, r = l.next, r, l end return r end
local function insert(l, v) if not l or l.value > v then return {value = v, next = l} end l.next = insert(l.next, v) return l end
list = insert(insert(insert(list, 10), 0), 100)
show(list)
show(reverse(list))
print(list.value, list.next)
