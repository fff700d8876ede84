-- Undeclared globals are errors.
local declared = {}
local strict = setmetatable({}, {
  __index = function(_, k)
    if not declared[k] and _G[k] == nil then error("variable '" .. k .. "' is not declared", 2) end
    return _G[k]
  end,
  __newindex = function(t, k, v)
    if not declared[k] then error("assignment to undeclared '" .. k .. "'", 2) end
    rawset(t, k, v)
  end,
})
local function run(code) print(pcall(setfenv(assert(loadstring(code, "=run")), strict))) end
run("return math.abs(-1)")
run("return mth.abs(-1)")
run("counter = 1")
declared.counter = true
run("counter = (counter or 0) + 1 return counter")
