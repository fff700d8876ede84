-- Records grouped, summed and printed.
local records = {}
for dept, item, n, price in ([[
fruit apple 10 0.5
fruit pear 4 0.75
tools hammer 2 12.5
fruit plum 100 0.05
tools saw 1 20
toys ball 7 3.2
]]):gmatch("(%a+) (%a+) (%d+) ([%d.]+)") do
  records[#records + 1] = {dept = dept, item = item, n = tonumber(n), price = tonumber(price)}
end
local totals, order = {}, {}
for _, r in ipairs(records) do
  if not totals[r.dept] then totals[r.dept] = {n = 0, value = 0} order[#order + 1] = r.dept end
  local t = totals[r.dept]
  t.n, t.value = t.n + r.n, t.value + r.n * r.price
end
table.sort(order, function(a, b) return totals[a].value > totals[b].value end)
for i, d in ipairs(order) do print(("%d. %-6s %4d %8.2f"):format(i, d, totals[d].n, totals[d].value)) end
