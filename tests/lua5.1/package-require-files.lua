-- require of files along package.path.
local base = os.tmpname()
os.remove(base)
local dir, name = base:match("^(.*/)(.*)$")
package.path = dir .. "?.lua;" .. dir .. "?/init.lua"
local function write(path, s) local f = assert(io.open(path, "w")) f:write(s) f:close() end
write(base .. ".lua", "local n = ... return {got = n, file = 'one'}")
local m = require(name)
print(m.got == name, m.file, require(name) == m)
write(base .. ".lua", "x = = 1")
package.loaded[name] = nil
local ok, e = pcall(require, name)
print(ok, (e:gsub(base:gsub("%p", "%%%0"), "BASE"):gsub(name:gsub("%p", "%%%0"), "NAME")))
write(base .. ".lua", "error('while loading', 0)")
print(pcall(require, name))
os.remove(base .. ".lua")
ok, e = pcall(require, name)
print(ok, (e:gsub(dir:gsub("%p", "%%%0"), "DIR/"):gsub(name:gsub("%p", "%%%0"), "NAME"):gsub("\n%s+no file '[^D][^\n]*", "")))
