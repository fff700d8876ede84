-- Runs the programs in the global string programs, each in an environment of
-- its own after the prelude, and hands what each printed to emit.
local separator = "\n-- next\n"

local function shown(v)
  local kind = type(v)
  if kind == "number" then
    if v ~= v then return "nan" end
    return string.format("%.14g", v)
  elseif kind == "string" or kind == "boolean" or kind == "nil" then
    return tostring(v)
  end
  return kind
end

local function run(program)
  local lines = {}
  local environment = {}
  for k, v in pairs(_G) do environment[k] = v end
  function environment.print(...)
    local line = {...}
    for i = 1, select("#", ...) do line[i] = shown(line[i]) end
    if #lines < 500 then lines[#lines + 1] = table.concat(line, "\t", 1, select("#", ...)) end
  end
  environment._G = environment
  setfenv(assert(loadstring(prelude, "=prelude")), environment)()
  local f, e = loadstring(program, "=p")
  if f then
    environment.print("end", environment.try(pcall(setfenv(f, environment), 1, 2)))
  else
    environment.print("not compiled", e)
  end
  return table.concat(lines, "\n")
end

local from = 1
while from <= #programs do
  local first, last = string.find(programs, separator, from, true)
  emit(run(string.sub(programs, from, first - 1)) .. separator)
  from = last + 1
end
