-- a % b == a - floor(a / b) * b.
for _, a in ipairs{-7, -3.5, 0, 2, 7, 10.25} do
  for _, b in ipairs{-3, -0.5, 1, 2.5, 4} do
    local m = a % b
    io.write(m, m == a - math.floor(a / b) * b and " " or "! ")
  end
  print()
end
print(pcall(function() return 1 % 0 ~= 1 % 0 end))
