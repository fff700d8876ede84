-- Sets with operators.
local Set = {}
local function set(list) local s = setmetatable({}, Set) for _, v in ipairs(list) do s[v] = true end return s end
function Set.__add(a, b) local r = set{} for k in pairs(a) do r[k] = true end for k in pairs(b) do r[k] = true end return r end
function Set.__mul(a, b) local r = set{} for k in pairs(a) do r[k] = b[k] end return r end
function Set.__sub(a, b) local r = set{} for k in pairs(a) do if not b[k] then r[k] = true end end return r end
function Set.__le(a, b) for k in pairs(a) do if not b[k] then return false end end return true end
function Set.__lt(a, b) return a <= b and not (b <= a) end
function Set.__eq(a, b) return a <= b and b <= a end
function Set.__tostring(s) local l = {} for k in pairs(s) do l[#l + 1] = k end table.sort(l) return "{" .. table.concat(l, ", ") .. "}" end
local a, b = set{10, 20, 30, 50}, set{30, 1}
print(a + b)
print((a + b) * a)
print(a - b, b - a)
print(a <= b, a * b <= b, a * b < b, b < a + b, a > a * b, a * b == b * a, a == b, set{} <= a)
