-- Each counter has its own count.
local function counter(start)
  local n = start or 0
  return function(step) n = n + (step or 1) return n end
end
local a, b = counter(), counter(100)
print(a(), a(), a(5))
print(b(), b(-10))
print(a(), b())
