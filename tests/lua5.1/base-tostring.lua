-- tostring of everything that has no address.
print(tostring(nil), tostring(true), tostring(false), tostring("x"), tostring(1), tostring(-1.5))
print(type(tostring({})), tostring({}):match("^%a+: ") , tostring(print):match("^%a+: "), tostring(coroutine.create(function() end)):match("^%a+: "))
print(tostring(io.stdout):match("^file %("), pcall(tostring))
print(tostring("a\0b") == "a\0b", #tostring(12345678901234567890) )
