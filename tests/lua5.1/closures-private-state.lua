-- An object whose state only its closures see.
local function account(balance)
  local log = {}
  local self = {}
  function self.deposit(v) balance = balance + v log[#log + 1] = "+" .. v return self end
  function self.withdraw(v)
    if v > balance then error("only " .. balance .. " left", 2) end
    balance = balance - v
    log[#log + 1] = "-" .. v
    return self
  end
  function self.show() return balance, table.concat(log, " ") end
  return self
end
local a = account(10)
print(a.deposit(5).withdraw(3).show())
print(pcall(a.withdraw, 100))
print(pcall(function() a.withdraw(100) end))
print(a.balance, a.show())
