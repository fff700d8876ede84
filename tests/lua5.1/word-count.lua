-- The most frequent words of a text.
local text = [[
The cat sat on the mat. The dog sat on the log; and the cat
looked at the dog, and the dog looked at the cat.]]
local count, words, lines, chars = {}, {}, 0, #text
for w in text:lower():gmatch("%a+") do
  if not count[w] then words[#words + 1] = w end
  count[w] = (count[w] or 0) + 1
end
for _ in (text .. "\n"):gmatch("\n") do lines = lines + 1 end
table.sort(words, function(a, b) if count[a] ~= count[b] then return count[a] > count[b] end return a < b end)
for i = 1, 6 do print(("%-8s%3d %s"):format(words[i], count[words[i]], ("*"):rep(count[words[i]]))) end
print(#words, lines, chars)
