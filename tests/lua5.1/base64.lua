-- Base64, encoded and decoded.
local alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
local function encode(s)
  return (s:gsub("..?.?", function(g)
    local a, b, c = g:byte(1, 3)
    local n = a * 65536 + (b or 0) * 256 + (c or 0)
    local out = ""
    for i = 3, 0, -1 do
      local d = math.floor(n / 64 ^ i) % 64 + 1
      out = out .. alphabet:sub(d, d)
    end
    return out:sub(1, #g + 1) .. ("="):rep(3 - #g)
  end))
end
local function decode(s)
  return (s:gsub("....", function(g)
    local n, pad = 0, select(2, g:gsub("=", ""))
    for c in g:gmatch(".") do n = n * 64 + ((alphabet:find(c, 1, true) or 1) - 1) end
    return (string.char(math.floor(n / 65536), math.floor(n / 256) % 256, n % 256)):sub(1, 3 - pad)
  end))
end
for _, s in ipairs{"", "f", "fo", "foo", "foob", "fooba", "foobar", "Lua 5.1!", "\0\255\128"} do
  print(encode(s), decode(encode(s)) == s)
end
