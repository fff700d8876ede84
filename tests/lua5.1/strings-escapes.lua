-- Escapes in quoted strings.
print("tab\tbackslash\\quote\"apostrophe\'")
print('a\
b')
print(("\a\b\f\n\r\t\v\\"):byte(1, -1))
print("\65\066\0671", #"\0\00\000", "\q" == "q")
print(#"a\0b", ("a\0b"):byte(2))
print("é" == "\195\169", #"é")
