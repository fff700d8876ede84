-- A class is a table that its objects look into.
local Account = {}
Account.__index = Account
function Account.new(owner, balance) return setmetatable({owner = owner, balance = balance or 0}, Account) end
function Account:deposit(v) self.balance = self.balance + v end
function Account:withdraw(v)
  if v > self.balance then error("insufficient funds") end
  self.balance = self.balance - v
end
function Account:__tostring() return self.owner .. ": " .. self.balance end
local a, b = Account.new("Ann", 100), Account.new("Bob")
a:deposit(20)
b:deposit(5)
print(tostring(a), tostring(b), getmetatable(a) == getmetatable(b))
print(pcall(b.withdraw, b, 50))
a:withdraw(120)
print(a, rawget(a, "deposit"), a.deposit == b.deposit)
