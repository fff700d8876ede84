-- What require says when there is nothing, and when modules need one another.
package.path, package.cpath = "./?.none;/nowhere/?/x.lua", "./?.none.so"
print(pcall(require, "no.such.module"))
package.preload.a = function() return require("b") end
package.preload.b = function() return require("a") end
print((select(2, pcall(require, "a")):gsub("^.-:%d+: ", "")))
package.preload.fails = function() error("loader failed", 0) end
print(pcall(require, "fails"))
print(pcall(require, "fails"))
print(pcall(require))
print(pcall(require, {}))
package.path = nil
print((select(2, pcall(require, "x")):gsub("^test.lua:%d+: ", "")))
