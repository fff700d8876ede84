-- The smallest and the largest.
print(math.max(3, 1, 2), math.min(3, 1, 2), math.max(5), math.min(-1, -1.5))
print(math.max("10", 9), math.min("2", "10"), math.max(1, math.huge), math.min(1, -math.huge))
print(pcall(math.max))
print(pcall(math.min))
print(pcall(math.max, 1, "x"))
print(pcall(math.max, {}))
print(math.max(unpack{4, 8, 15, 16, 23, 42}), math.min(1, 1.0))
