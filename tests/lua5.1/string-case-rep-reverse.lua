-- upper, lower, rep, reverse, len.
print(("Hello 123 é"):upper(), ("Hello 123 É"):lower())
print(("ab"):rep(3), ("ab"):rep(0) == "", ("ab"):rep(-1) == "", ("x"):rep(2.7), (""):rep(100) == "")
print(("abc"):reverse(), (""):reverse() == "", ("a\0b"):reverse() == "b\0a")
print(("abc"):len(), (""):len(), ("a\0b"):len(), string.len(123))
