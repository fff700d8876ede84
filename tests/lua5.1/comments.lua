-- Comments of all kinds.
print(1) -- at the end of a line
--[[ a block
print("not run")
]] print(2)
--[==[ with ]] inside
]==] print(3)
---[[ one dash more: a line again
print(4)
--]]
--[ not a block
print --[[inside]] (--[[an]] 5 --[[expression]])
