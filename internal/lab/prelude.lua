-- What every state of a lab's runs has, besides the libraries. It is called with
-- the two marks that processes leave, and gives section. What it uses are locals:
-- a script may change its globals.
local enter, leave = ...
local pcall, error, type = pcall, error, type

-- after passes on what a section's function gave, or raises what it raised.
local function after(name, ok, ...)
  leave(name)
  if not ok then
    error((...), 0)
  end
  return ...
end

return function(name, f)
  if type(name) ~= "string" or type(f) ~= "function" then
    error("section(name, function) is what it takes", 2)
  end
  return function(...)
    enter(name)
    return after(name, pcall(f, ...))
  end
end
