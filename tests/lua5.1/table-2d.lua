-- A table of tables is a matrix.
local function matrix(rows, cols, f)
  local m = {}
  for i = 1, rows do
    m[i] = {}
    for j = 1, cols do m[i][j] = f(i, j) end
  end
  return m
end
local function show(m) for _, row in ipairs(m) do print(table.concat(row, "\t")) end end
local function transpose(m) return matrix(#m[1], #m, function(i, j) return m[j][i] end) end
local m = matrix(3, 4, function(i, j) return i * 10 + j end)
show(m)
show(transpose(m))
show(matrix(3, 3, function(i, j) return i == j and 1 or 0 end))
print(#m, #m[1], #transpose(m))
