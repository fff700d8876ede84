-- A traceback names the functions.
local function inner() return debug.traceback("message") .. "" end
local function outer() local s = inner() return s end
print((outer():gsub("\n.*", "")))
print(debug.traceback("only a message", 50):match("^only a message\nstack traceback:") ~= nil)
print(type(debug.traceback()), debug.traceback({}) ~= nil, debug.traceback(5):match("^5\n") ~= nil)
local _, lines = outer():gsub("\n\t", "")
print(lines > 3, outer():match("test%.lua:2: in function 'inner'") ~= nil, outer():match("test%.lua:3: in function 'outer'") ~= nil)
