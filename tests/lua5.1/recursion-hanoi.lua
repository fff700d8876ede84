-- The towers of Hanoi.
local moves = 0
local pegs = {{}, {}, {}}
local function show()
  local t = {}
  for i, p in ipairs(pegs) do t[i] = "[" .. table.concat(p, " ") .. "]" end
  print(moves, table.concat(t, " "))
end
local function hanoi(n, from, to, via)
  if n == 0 then return end
  hanoi(n - 1, from, via, to)
  table.insert(pegs[to], table.remove(pegs[from]))
  moves = moves + 1
  show()
  hanoi(n - 1, via, to, from)
end
for disc = 4, 1, -1 do table.insert(pegs[1], disc) end
show()
hanoi(4, 1, 3, 2)
