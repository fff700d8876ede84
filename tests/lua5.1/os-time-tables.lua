-- os.time of tables: normalised, and back.
local function back(t) return os.date("%Y-%m-%d %H:%M:%S", os.time(t)) end
print(back{year = 2024, month = 2, day = 29, hour = 0})
print(back{year = 2024, month = 14, day = -3, hour = 25, min = 61, sec = 61})
print(back{year = 2023, month = 1, day = 1}, back{year = "2000", month = "6", day = "15"})
local a, b = os.time{year = 2024, month = 3, day = 1, hour = 12}, os.time{year = 2024, month = 2, day = 28, hour = 12}
print(os.difftime(a, b) / 86400, a - b)
print(pcall(os.time, {year = 2024}))
print(pcall(os.time, {year = 2024, month = 1}))
print(pcall(os.time, {year = 2024, month = 1, day = "x"}))
print(type(os.time()), os.time() > 1e9, type(os.clock()), os.clock() >= 0, #os.date() > 0)
