-- Palindromes: words, sentences, numbers.
local function ispalindrome(s) s = tostring(s):lower():gsub("[^%w]", "") return s == s:reverse() end
for _, s in ipairs{"racecar", "A man, a plan, a canal: Panama", "Lua", "", 12321, "No lemon, no melon", 10} do print(s, ispalindrome(s)) end
local best = 0
for a = 99, 10, -1 do for b = a, 10, -1 do if a * b > best and ispalindrome(a * b) then best = a * b end end end
print(best)
local function steps(n) local k = 0 while not ispalindrome(n) do n = n + tonumber(tostring(n):reverse()) k = k + 1 end return n, k end
print(steps(89), steps(57))
