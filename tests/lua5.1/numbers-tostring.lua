-- How numbers are shown.
for _, n in ipairs{1, -1, 1.5, 1e14, 1e15, 1e16, 123456.789, 1 / 3, 1e300 * 1e10, -1e300 * 1e10, 2 ^ 31, 2 ^ 32, 2 ^ 52 + 0.5, 1e-10, 99999999999999, 999999999999999, 0.1 + 0.7} do
  print(n, tostring(n), n .. "", "[" .. -n .. "]")
end
print(3 == 3.0, tostring(3.0), 10 / 2, 7 / 2, 1e2)
print(#tostring(math.pi), math.pi, -math.pi)
