-- A state machine, each state a loop that yields.
local function machine(input)
  local out = {}
  local co = coroutine.create(function()
    local c = coroutine.yield()
    while c do
      if c:match("%d") then
        local n = ""
        while c and c:match("%d") do n = n .. c c = coroutine.yield() end
        out[#out + 1] = "num:" .. n
      elseif c:match("%a") then
        local w = ""
        while c and c:match("%a") do w = w .. c c = coroutine.yield() end
        out[#out + 1] = "word:" .. w
      else
        out[#out + 1] = "op:" .. c
        c = coroutine.yield()
      end
    end
  end)
  coroutine.resume(co)
  for c in input:gmatch("%S") do coroutine.resume(co, c) end
  coroutine.resume(co, nil)
  return table.concat(out, " ")
end
print(machine("ab12+34*c"))
print(machine("1+1"), machine(""))
