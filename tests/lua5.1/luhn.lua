-- Check digits: Luhn and ISBN.
local function luhn(s)
  local sum = 0
  for i, d in s:reverse():gmatch("()(%d)") do
    d = d + 0
    if i % 2 == 0 then d = d * 2 if d > 9 then d = d - 9 end end
    sum = sum + d
  end
  return sum % 10 == 0
end
for _, n in ipairs{"49927398716", "49927398717", "1234567812345678", "1234567812345670"} do print(n, luhn(n)) end
local function isbn10(s)
  local sum, i = 0, 10
  for d in s:gmatch("[%dX]") do sum = sum + i * (d == "X" and 10 or tonumber(d)) i = i - 1 end
  return i == 0 and sum % 11 == 0
end
print(isbn10("85-903798-2-5"), isbn10("0-8044-2957-X"), isbn10("0-8044-2957-1"))
