-- Tokens of a small language.
local keywords = {["if"] = true, ["then"] = true, ["end"] = true, ["local"] = true}
local rules = {
  {"space", "^%s+"}, {"number", "^%d+%.?%d*"}, {"name", "^[%a_][%w_]*"}, {"string", '^"[^"]*"'},
  {"comment", "^%-%-[^\n]*"}, {"operator", "^[=~<>]="}, {"operator", "^[-+*/=<>(){}]"},
}
local function tokens(s)
  local pos = 1
  return function()
    while pos <= #s do
      local matched
      for _, r in ipairs(rules) do
        local a, b = s:find(r[2], pos)
        if a then
          local text, at = s:sub(a, b), pos
          pos, matched = b + 1, true
          if r[1] ~= "space" then return keywords[text] and "keyword" or r[1], text, at end
          break
        end
      end
      if not matched then error("bad character '" .. s:sub(pos, pos) .. "' at " .. pos, 0) end
    end
  end
end
for kind, text, at in tokens('local x = 3.14 -- pi\nif x >= y_2 then f("a b") end') do print(at, kind, text) end
print(pcall(function() for _ in tokens("x = $") do end end))
