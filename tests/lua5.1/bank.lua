-- Objects, errors and a log together.
local log = {}
local Account = {}
Account.__index = Account
local function open(owner, balance) return setmetatable({owner = owner, balance = balance}, Account) end
function Account:withdraw(v)
  if type(v) ~= "number" or v <= 0 then error({code = "amount", value = v}) end
  if v > self.balance then error({code = "funds", short = v - self.balance}) end
  self.balance = self.balance - v
end
local function transfer(from, to, v)
  local ok, e = pcall(from.withdraw, from, v)
  if ok then to.balance = to.balance + v end
  log[#log + 1] = ok and ("%s->%s %d"):format(from.owner, to.owner, v) or e.code .. ":" .. tostring(e.short or e.value)
  return ok
end
local a, b = open("ann", 100), open("bob", 20)
print(transfer(a, b, 50), transfer(b, a, 500), transfer(a, b, -5), transfer(a, b, "x"), transfer(b, a, 70))
print(a.balance, b.balance)
for i, l in ipairs(log) do print(i, l) end
