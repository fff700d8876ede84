-- Strings that look like numbers are numbers in arithmetic.
print("10" + 5, "3" * "4", "0x10" + 0, " 7 " - 2, "1e2" / 4, -"2", "10" % 3, "2" ^ "3")
print("010" + 0, ".5" + 0, "5." + 0, "+3" == "+3", "  -3  " + 0)
print(type("10" + 0), type(10 .. ""), (10 .. "") + 1)
print("10" == 10, tostring(10) == "10", tonumber("10") == 10)
for _, s in ipairs{"abc", "", " ", "1x", "1 2", "--1", "0x", "1e", "nan5", "1,5"} do
  print(s, (pcall(function() return s + 1 end)))
end
