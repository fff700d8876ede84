-- Lines of a file.
local name = os.tmpname()
local f = io.open(name, "w")
for i = 1, 5 do f:write("line ", i, i < 5 and "\n" or "") end
f:close()
for l in io.lines(name) do io.write("[", l, "]") end
print()
f = io.open(name)
local n = 0
for l in f:lines() do n = n + #l if n > 10 then break end end
print(n, f:read("*l"), io.type(f))
f:close()
print(pcall(f.lines, f))
f = io.open(name, "w")
f:write("\n\nx\r\n", ("long"):rep(5000), "\nzero\n")
f:close()
for l in io.lines(name) do io.write(#l, " ") end
print()
os.remove(name)
