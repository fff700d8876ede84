-- require: preload, once only, the loaded table.
package.preload.mymodule = function(...)
  print("loading", ...)
  return {name = "mymodule"}
end
local m = require("mymodule")
print(m.name, require("mymodule") == m, package.loaded.mymodule == m)
package.preload.nothing = function() print("loads once") end
print(require("nothing"), require("nothing"), package.loaded.nothing)
package.preload.setsitself = function(n) package.loaded[n] = "itself" end
print(require("setsitself"))
package.preload.returnsfalse = function() return false end
print(require("returnsfalse"))
package.loaded.mymodule = nil
print(require("mymodule") == m)
print(require("string") == string, require("_G") == _G)
