-- Captures: nested, of positions, none.
print(("2024-01-31"):match("(%d+)-(%d+)-(%d+)"))
print(("abc"):match("((a)(b(c)))"))
print(("abc"):match("()b()"), ("abc"):match(".-"), #("abc"):match(".-"))
print(("k=v"):match("(k)=(x?)"), ("abc"):match("(x*)"), ("abc"):find("(x*)"))
print(("%d"):match("%%(.)"), ("a.b"):match("(.)%.(.)"))
local t = {("a,b,,c"):match("([^,]*),([^,]*),([^,]*),([^,]*)")}
print(#t, table.concat(t, "|"))
