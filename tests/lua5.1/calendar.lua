-- A month, and weekdays by Zeller.
local function leap(y) return y % 4 == 0 and (y % 100 ~= 0 or y % 400 == 0) end
local function days(y, m) return m == 2 and (leap(y) and 29 or 28) or (m == 4 or m == 6 or m == 9 or m == 11) and 30 or 31 end
local function weekday(y, m, d)
  if m < 3 then m, y = m + 12, y - 1 end
  local k, j = y % 100, math.floor(y / 100)
  return (d + math.floor(13 * (m + 1) / 5) + k + math.floor(k / 4) + math.floor(j / 4) + 5 * j + 6) % 7
end
local function month(y, m)
  print(os.date("!%B %Y", os.time{year = y, month = m, day = 15, hour = 12}))
  print("Su Mo Tu We Th Fr Sa")
  local line = ("   "):rep(weekday(y, m, 1))
  for d = 1, days(y, m) do
    line = line .. ("%2d "):format(d)
    if #line >= 21 or d == days(y, m) then print((line:gsub("%s+$", ""))) line = "" end
  end
end
month(2024, 2)
month(2023, 10)
print(leap(1900), leap(2000), leap(2023), weekday(2000, 1, 1))
