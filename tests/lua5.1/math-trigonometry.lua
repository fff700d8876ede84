-- Sines and their kin.
local function r(x) return ("%.10f"):format(x) end
for _, name in ipairs{"sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh"} do
  print(name, r(math[name](0.5)), r(math[name](0)), r(math[name](-1)))
end
print(r(math.atan2(1, 1)), r(math.atan2(-1, -1)), r(math.atan2(0, -1)), r(math.atan2(1, 0)))
print(r(math.deg(math.pi)), r(math.rad(180)), r(math.pi), math.sin(0), math.cos(0))
print(math.deg(0), math.rad(0), math.asin(2) ~= math.asin(2), math.acos(2) ~= math.acos(2))
