-- wrong: nobody asks for a seat; caught by: mutual_exclusion
local NAME, SEATS = arg[1] or "ann", tonumber(arg[2] or 1)
local KEY = 0x6010

visit = visit or function(name)
  print(name .. " is inside")
end

visit(NAME)
