-- Patterns that are wrong.
for _, p in ipairs{"[a", "[]", "%", "(a", "a)", "%1", "(a)%2", "%b", "%bx", "%f", "[%", "(()", "[a-", "(" .. ("a"):rep(3)} do
  print(p, pcall(string.find, "some a text", p))
end
print(pcall(string.gsub, "x", "x", "%2"))
print(#string.gsub("x", "x", "%"))
print(pcall(string.rep))
print(pcall(string.find, "x"))
print(pcall(string.gsub, "x", "x"))
print(pcall(string.gsub, "x", "x", true))
print(pcall(string.find, "x", ("(x)"):rep(33)))
