-- Commands that can be undone.
local document, done, undone = {}, {}, {}
local commands = {}
function commands.insert(at, text) return function() table.insert(document, at, text) end, function() table.remove(document, at) end end
function commands.delete(at) local old = document[at] return function() table.remove(document, at) end, function() table.insert(document, at, old) end end
function commands.replace(at, text) local old = document[at] return function() document[at] = text end, function() document[at] = old end end
local function execute(name, ...)
  local go, back = commands[name](...)
  go()
  done[#done + 1], undone = {go = go, back = back}, {}
end
local function undo() local c = table.remove(done) if not c then return false end c.back() undone[#undone + 1] = c return true end
local function redo() local c = table.remove(undone) if not c then return false end c.go() done[#done + 1] = c return true end
local function show() print(#document, table.concat(document, " ")) end
execute("insert", 1, "hello")
execute("insert", 2, "world")
execute("replace", 2, "Lua")
execute("insert", 2, "dear")
show()
print(undo(), undo()) show()
print(redo()) show()
execute("delete", 1) show()
print(redo(), undo()) show()
