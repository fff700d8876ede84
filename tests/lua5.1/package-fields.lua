-- The fields of package.
print(package.config)
print(type(package.path), type(package.cpath), type(package.loaders), #package.loaders, type(package.preload), next(package.preload))
for _, name in ipairs{"_G", "string", "table", "math", "io", "os", "coroutine", "package", "debug"} do
  io.write(name, " ", tostring(package.loaded[name] == (name == "_G" and _G or _G[name])), " ")
end
print()
local f, e, where = package.loadlib("/nonexistent.so", "luaopen_x")
print(f, type(e), where == "open" or where == "absent")
print(pcall(package.seeall, 5))
