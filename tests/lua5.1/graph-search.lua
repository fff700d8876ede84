-- Breadth first, depth first, and an order of dependences.
local edges = {a = {"b", "c"}, b = {"d"}, c = {"d", "e"}, d = {"f"}, e = {"f"}, f = {}}
local function bfs(start)
  local seen, queue, out = {[start] = true}, {start}, {}
  while #queue > 0 do
    local n = table.remove(queue, 1)
    out[#out + 1] = n
    for _, m in ipairs(edges[n]) do if not seen[m] then seen[m] = true queue[#queue + 1] = m end end
  end
  return table.concat(out, " ")
end
local function dfs(n, seen, out)
  if seen[n] then return end
  seen[n] = true
  out[#out + 1] = n
  for _, m in ipairs(edges[n]) do dfs(m, seen, out) end
  return table.concat(out, " ")
end
local function topological(start)
  local state, out = {}, {}
  local function visit(n)
    if state[n] == "done" then return end
    if state[n] == "open" then error("cycle at " .. n, 0) end
    state[n] = "open"
    for _, m in ipairs(edges[n]) do visit(m) end
    state[n] = "done"
    table.insert(out, 1, n)
  end
  visit(start)
  return table.concat(out, " ")
end
print(bfs("a"), dfs("a", {}, {}), topological("a"))
edges.f = {"a"}
print(pcall(topological, "a"))
