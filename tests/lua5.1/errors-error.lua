-- error with messages, levels and values.
print(pcall(error, "plain"))
print(pcall(function() error("with position") end))
print(pcall(function() error("without", 0) end))
local function check(x) if type(x) ~= "number" then error("number expected", 2) end return x end
local function user() check("x") end
print(pcall(user))
local function third() error("level 3", 3) end
print(pcall(function() local function mid() third() end mid() end))
print(select(2, pcall(error, {code = 5})).code)
print(pcall(error))
print(pcall(error, nil))
print(pcall(error, 42))
print(pcall(function() error(42) end))
print(pcall(function() error(true) end))
