-- A loader of one's own.
table.insert(package.loaders, 2, function(name)
  local what = name:match("^virtual%.(.+)")
  if not what then return "\n\tno virtual module '" .. name .. "'" end
  return function(n) return {is = what, asked = n} end
end)
local v = require("virtual.thing")
print(v.is, v.asked, package.loaded["virtual.thing"] == v)
package.path, package.cpath = "", ""
local _, e = pcall(require, "other")
print(e:match("no virtual module 'other'"), e:match("no field package.preload%['other'%]"))
package.loaders = nil
print(pcall(require, "more"))
