-- Errors as objects, rethrown and told apart.
local Error = {}
Error.__index = Error
Error.__tostring = function(e) return e.kind .. ": " .. e.text end
local function throw(kind, text) error(setmetatable({kind = kind, text = text}, Error)) end
local function try(f, catch, finally)
  local ok, e = pcall(f)
  if not ok then
    local handler = type(e) == "table" and catch[e.kind]
    if not handler then finally() error(e, 0) end
    print("caught", handler(e))
  end
  finally()
end
local function finally() print("finally") end
try(function() print("fine") end, {}, finally)
try(function() throw("io", "disk full") end, {io = tostring}, finally)
print(pcall(try, function() throw("math", "overflow") end, {io = tostring}, finally))
print(pcall(try, function() error("plain", 0) end, {io = tostring}, finally))
