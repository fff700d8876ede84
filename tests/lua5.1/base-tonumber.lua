-- tonumber, with and without a base.
for _, s in ipairs{"10", "  10  ", "0x1F", "1e2", "1E+2", ".5", "5.", "-7", "+7", "- 7", "", " ", "1 2", "0x", "1e", "10a", "١", "inf", "nan", "0x1p4", "1_000", "\t8\n", "1,5", "--1", "0b1"} do
  print(("%q"):format(s), tonumber(s))
end
print(tonumber("ff", 16), tonumber("FF", 16), tonumber("zz", 36), tonumber("777", 8), tonumber("1010", 2), tonumber("8", 8), tonumber("12", 3))
print(tonumber(" 11 ", 2), tonumber("-ff", 16), tonumber("1.5", 10), tonumber("", 16), tonumber("0xff", 16), tonumber("7", 7))
print(tonumber(5), tonumber(nil), tonumber({}), tonumber(true), tonumber(print))
print(pcall(tonumber))
print(pcall(tonumber, "10", 1))
print(pcall(tonumber, "10", 37))
print(pcall(tonumber, {}, 10))
