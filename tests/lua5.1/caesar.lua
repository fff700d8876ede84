-- Caesar's cipher and rot13.
local function caesar(s, k)
  return (s:gsub("%a", function(c)
    local base = c:match("%l") and ("a"):byte() or ("A"):byte()
    return string.char((c:byte() - base + k) % 26 + base)
  end))
end
local s = "Hello, World! xyz XYZ"
print(caesar(s, 3), caesar(caesar(s, 3), -3) == s)
print(caesar(s, 13), caesar(caesar(s, 13), 13) == s)
print(caesar(s, 0) == s, caesar(s, 26) == s, caesar(s, -1))
