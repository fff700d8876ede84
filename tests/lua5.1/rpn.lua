-- Reverse Polish notation, and infix made into it.
local op = {["+"] = {1, function(a, b) return a + b end}, ["-"] = {1, function(a, b) return a - b end},
  ["*"] = {2, function(a, b) return a * b end}, ["/"] = {2, function(a, b) return a / b end}}
local function evaluate(s)
  local stack = {}
  for w in s:gmatch("%S+") do
    if op[w] then
      local b, a = table.remove(stack), table.remove(stack)
      stack[#stack + 1] = op[w][2](a, b)
    else
      stack[#stack + 1] = tonumber(w)
    end
  end
  return stack[1], #stack
end
local function toRPN(s)
  local out, stack = {}, {}
  for w in s:gsub("[-+*/()]", " %0 "):gmatch("%S+") do
    if op[w] then
      while op[stack[#stack]] and op[stack[#stack]][1] >= op[w][1] do out[#out + 1] = table.remove(stack) end
      stack[#stack + 1] = w
    elseif w == "(" then stack[#stack + 1] = w
    elseif w == ")" then
      while stack[#stack] ~= "(" do out[#out + 1] = table.remove(stack) end
      table.remove(stack)
    else out[#out + 1] = w end
  end
  while #stack > 0 do out[#out + 1] = table.remove(stack) end
  return table.concat(out, " ")
end
print(evaluate("3 4 + 2 *"), evaluate("5 1 2 + 4 * + 3 -"))
for _, s in ipairs{"1+2*3", "(1+2)*3", "10-4-3", "2*(3+4)/7"} do print(s, toRPN(s), evaluate(toRPN(s))) end
