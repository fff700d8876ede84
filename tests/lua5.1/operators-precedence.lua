-- Which operator binds first.
print(1 + 2 * 3, (1 + 2) * 3, 2 * 3 ^ 2, -2 ^ 2, (-2) ^ 2, not nil == true)
print(1 .. 2 == "12", "a" .. "b" .. "c" == "abc", 1 + 1 .. "" == "2")
print(1 < 2 == true, not 1 == 2, not (1 == 2), -3 ^ 2 * 2)
print(1 or error("no") and nil, nil and error("no") or 2, false == nil and 1 or 2)
print(2 ^ -2, -2 ^ -2, #"abc" + 1, -#"abc", not #"" == 0)
print(5 - 3 - 1, 2 / 2 / 2, 1 .. 2 .. 3, 2 ^ 2 ^ 3)
