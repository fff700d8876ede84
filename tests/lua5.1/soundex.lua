-- Words that sound alike.
local code = {}
for group, digit in ("bfpv1cgjkqsxz2dt3l4mn5r6"):gmatch("(%a+)(%d)") do
  for c in group:gmatch(".") do code[c] = digit end
end
local function soundex(word)
  word = word:lower()
  local out, last = word:sub(1, 1):upper(), code[word:sub(1, 1)]
  for c in word:sub(2):gmatch("%a") do
    local d = code[c]
    if d and d ~= last then out = out .. d end
    if not c:find("[hw]") then last = d end
  end
  return (out .. "000"):sub(1, 4)
end
for w in ("Robert Rupert Rubin Ashcraft Ashcroft Tymczak Pfister Honeyman Lua"):gmatch("%a+") do print(w, soundex(w)) end
