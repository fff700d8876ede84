-- What loadstring says of wrong programs.
local function try(code) local f, e = loadstring(code, "=code") print(f and "fine" or e) end
for _, code in ipairs{"x =", "x = = 1", "for i = 1 do end", "if x then", "local 1 = 2", "return return", "x = }", "f(", "f(1,", "a.b:c = 1",
    "x = 'unfinished", "x = [[unfinished", "--[[ unfinished", "x = 3 y = 4", "x = 3x", "goto = 1", "local function end", "function f( end",
    "break", "for in pairs(t) do end", "x = {1, 2", "x = '\\300'", "until x", "local a.b = 1", "1 + 1", "x", "x.y", "f() = 1", "a, b += 1", "else", "return 1,"} do
  try(code)
end
