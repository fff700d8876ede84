-- An interpreter of Brainfuck.
local function run(code, input)
  local jump, open = {}, {}
  for i = 1, #code do
    local c = code:sub(i, i)
    if c == "[" then open[#open + 1] = i
    elseif c == "]" then
      local j = table.remove(open) or error("unbalanced", 0)
      jump[i], jump[j] = j, i
    end
  end
  local cell, p, pc, at, out = setmetatable({}, {__index = function() return 0 end}), 0, 1, 1, {}
  while pc <= #code do
    local c = code:sub(pc, pc)
    if c == ">" then p = p + 1 elseif c == "<" then p = p - 1
    elseif c == "+" then cell[p] = (cell[p] + 1) % 256 elseif c == "-" then cell[p] = (cell[p] - 1) % 256
    elseif c == "." then out[#out + 1] = string.char(cell[p])
    elseif c == "," then cell[p] = input:byte(at) or 0 at = at + 1
    elseif c == "[" and cell[p] == 0 or c == "]" and cell[p] ~= 0 then pc = jump[pc] end
    pc = pc + 1
  end
  return table.concat(out)
end
io.write(run("++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+.>++.", ""))
print(run(",[.,]", "echo"), run(",>,<[->+<]>.", "\1@"), pcall(run, "]", ""))
