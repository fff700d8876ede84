-- A recursive descent parser of expressions.
local function calc(s)
  local pos = 1
  local function peek() pos = s:find("%S", pos) or #s + 1 return s:sub(pos, pos) end
  local function accept(c) if peek() == c then pos = pos + 1 return true end end
  local expr
  local function atom()
    if accept("(") then
      local v = expr()
      if not accept(")") then error("')' expected at " .. pos, 0) end
      return v
    end
    if accept("-") then return -atom() end
    peek()
    local n = s:match("^%d+%.?%d*", pos)
    if not n then error("number expected at " .. pos, 0) end
    pos = pos + #n
    return tonumber(n)
  end
  local function power() local v = atom() if accept("^") then return v ^ power() end return v end
  local function term()
    local v = power()
    while true do if accept("*") then v = v * power() elseif accept("/") then v = v / power() else return v end end
  end
  function expr()
    local v = term()
    while true do if accept("+") then v = v + term() elseif accept("-") then v = v - term() else return v end end
  end
  local v = expr()
  if peek() ~= "" then error("unexpected '" .. peek() .. "' at " .. pos, 0) end
  return v
end
for _, s in ipairs{"1 + 2 * 3", "(1 + 2) * 3", "2 ^ 3 ^ 2", "10 / 4 - 1", "-(3 - 5) * 2.5", "2 *", "(1", "1 1", "8 / (5 - 5)"} do
  print(s, pcall(calc, s))
end
