-- Pascal's triangle, centred.
local row, rows = {1}, {}
for i = 1, 10 do
  rows[i] = table.concat(row, " ")
  local new = {1}
  for j = 1, #row - 1 do new[j + 1] = row[j] + row[j + 1] end
  new[#new + 1] = 1
  row = new
end
local width = #rows[10]
for _, r in ipairs(rows) do print((" "):rep(math.floor((width - #r) / 2)) .. r) end
