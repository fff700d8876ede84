-- A very small Lisp.
local function read(s)
  local stack = {{}}
  for token in s:gsub("[()]", " %0 "):gmatch("%S+") do
    if token == "(" then stack[#stack + 1] = {}
    elseif token == ")" then local list = table.remove(stack) table.insert(stack[#stack], list)
    else table.insert(stack[#stack], tonumber(token) or token) end
  end
  return stack[1]
end
local eval
local special = {
  ["if"] = function(e, env) if eval(e[2], env) then return eval(e[3], env) end return eval(e[4], env) end,
  define = function(e, env) env[e[2]] = eval(e[3], env) end,
  lambda = function(e, env)
    return function(...)
      local inner = setmetatable({}, {__index = env})
      for i, name in ipairs(e[2]) do inner[name] = select(i, ...) end
      return eval(e[3], inner)
    end
  end,
}
function eval(e, env)
  if type(e) == "number" then return e end
  if type(e) == "string" then if env[e] == nil then error("unbound: " .. e, 0) end return env[e] end
  if special[e[1]] then return special[e[1]](e, env) end
  local values = {}
  for i, x in ipairs(e) do values[i] = eval(x, env) end
  return values[1](unpack(values, 2))
end
local env = {["+"] = function(a, b) return a + b end, ["-"] = function(a, b) return a - b end,
  ["*"] = function(a, b) return a * b end, ["<"] = function(a, b) return a < b end}
for _, e in ipairs(read[[
  (define fact (lambda (n) (if (< n 2) 1 (* n (fact (- n 1))))))
  (fact 10)
  (define make-adder (lambda (x) (lambda (y) (+ x y))))
  ((make-adder 3) 4)
  nothing
]]) do print(pcall(eval, e, env)) end
