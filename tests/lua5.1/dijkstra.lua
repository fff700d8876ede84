-- Shortest paths.
local graph = {
  a = {b = 7, c = 9, f = 14}, b = {a = 7, c = 10, d = 15}, c = {a = 9, b = 10, d = 11, f = 2},
  d = {b = 15, c = 11, e = 6}, e = {d = 6, f = 9}, f = {a = 14, c = 2, e = 9}, g = {},
}
local function shortest(from, to)
  local dist, prev, done = {[from] = 0}, {}, {}
  while true do
    local u
    for n, d in pairs(dist) do if not done[n] and (not u or d < dist[u]) then u = n end end
    if not u then return math.huge, "no path" end
    if u == to then break end
    done[u] = true
    for v, w in pairs(graph[u]) do
      if dist[u] + w < (dist[v] or math.huge) then dist[v], prev[v] = dist[u] + w, u end
    end
  end
  local path, n = {}, to
  while n do table.insert(path, 1, n) n = prev[n] end
  return dist[to], table.concat(path, " ")
end
print(shortest("a", "e"))
print(shortest("b", "f"))
print(shortest("a", "a"))
print(shortest("a", "g"))
