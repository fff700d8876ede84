-- The collector's options that give the same everywhere.
print(collectgarbage(), collectgarbage("collect"), collectgarbage("stop"), collectgarbage("restart"))
print(type(collectgarbage("count")), collectgarbage("count") > 0, type(gcinfo()), type(collectgarbage("step")))
print(collectgarbage("setpause", 150), collectgarbage("setpause", 200), collectgarbage("setstepmul", 300), collectgarbage("setstepmul", 200))
print(pcall(collectgarbage, "nonsense"))
