-- A key over a text.
local function vigenere(text, key, sign)
  local i = 0
  return (text:upper():gsub("%u", function(c)
    i = i % #key + 1
    return string.char((c:byte() - 65 + sign * (key:byte(i) - 65)) % 26 + 65)
  end))
end
local secret = vigenere("Attack at dawn", "LEMON", 1)
print(secret, vigenere(secret, "LEMON", -1))
