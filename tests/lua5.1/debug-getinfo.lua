-- What debug.getinfo knows.
local function f(a, b) return debug.getinfo(1, "nSlu") end
local function caller() local i = f(1, 2) return i end
local i = caller()
print(i.name, i.namewhat, i.short_src, i.source, i.what, i.currentline, i.linedefined, i.lastlinedefined, i.nups)
i = debug.getinfo(print)
print(i.what, i.short_src, i.source, i.currentline, i.linedefined, i.nups, i.func == print)
i = debug.getinfo(f, "f")
print(i.func == f, i.what, debug.getinfo(100))
print(pcall(debug.getinfo, f, "?"))
print(pcall(debug.getinfo, "x"))
print(debug.getinfo(1, "l").currentline, debug.getinfo(1, "S").what ~= nil)
