-- Runs of letters, counted and written out.
local function encode(s)
  local out, i = {}, 1
  while i <= #s do
    local c = s:sub(i, i)
    local j = i
    while s:sub(j + 1, j + 1) == c do j = j + 1 end
    out[#out + 1] = (j > i and j - i + 1 or "") .. c
    i = j + 1
  end
  return table.concat(out)
end
local function decode(s) return (s:gsub("(%d+)(%D)", function(n, c) return c:rep(n) end)) end
for _, s in ipairs{"WWWWWBWWWWWWWWWWWWBBB", "abc", "", "aab"} do print(encode(s), decode(encode(s)) == s) end
