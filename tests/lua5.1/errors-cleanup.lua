-- Resources are released whatever happens.
local open = 0
local function with(name, f)
  open = open + 1
  local results = {pcall(f, name)}
  open = open - 1
  if not table.remove(results, 1) then error(results[1], 0) end
  return unpack(results)
end
print(with("a", function(n) return n, open end))
print(pcall(with, "b", function(n) error(n .. " failed", 0) end))
print(pcall(with, "c", function(n) return with("d", function(m) error(n .. m, 0) end) end))
print(open)
