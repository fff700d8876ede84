-- %b, %f, and back references.
print(("f(a(b)c)d)"):match("%b()"), ("x{1{2}3}y"):match("%b{}"), ("(("):match("%b()"), ("<<a>>"):find("%b<>"))
print(("THE (quick) fox"):find("%((%a+)%)"), ("THE (quick) fox"):gsub("%f[%a]%a+", string.lower))
print(("say 'hi' and \"ho\""):match("(['\"])(.-)%1"), ("abab"):match("^(..)%1$"), ("abba"):match("^(..)%1$"))
print(("hello hello"):match("(%w+) %1"), ("x=x"):find("(.)=%1"))
print((("one two"):gsub("%f[%w]%w+", function(w) return w:sub(1, 1):upper() .. w:sub(2) end)))
