-- Views: mem is an attached segment of 4096 zero bytes, ro one that is
-- read-only, gone what was detached.
local function raises(pattern, fn, ...)
  local ok, e = pcall(fn, ...)
  assert(not ok, "no error; expected: " .. pattern)
  assert(tostring(e):find(pattern), "expected: " .. pattern .. "\ngot: " .. tostring(e))
  return e
end

local limits = {
  int8 = { 1, -128, 127 }, uint8 = { 1, 0, 255 },
  int16 = { 2, -32768, 32767 }, uint16 = { 2, 0, 65535 },
  int32 = { 4, -2147483648, 2147483647 }, uint32 = { 4, 0, 4294967295 },
  int64 = { 8, -2^53, 2^53 }, uint64 = { 8, 0, 2^53 },
}
for name, t in pairs(limits) do
  local width, lo, hi = t[1], t[2], t[3]
  local v = mem[name](mem)
  assert(#v == 4096 / width)
  v[0], v[1], v[2] = lo, hi, 1
  assert(v[0] == lo and v[1] == hi and v:get(0) == lo and v:get(1) == hi, name)
  raises("view.lua:%d+: ", function() v[0] = lo - 2 end)
  raises("view.lua:%d+: ", function() v[0] = hi + 2 end)
  raises("bad argument #2 to 'set' %(0.5 is no integer%)", v.set, v, 0, 0.5)
  raises("NaN is no integer", v.set, v, 0, 0/0)
  raises("is no integer", v.set, v, 0, math.huge * 10)
  raises("number expected, got string", v.set, v, 0, "1")
  raises("bad argument #2 to 'set' %(number expected, got nil%)", v.set, v, 0)
  assert(v[0] == lo)
  assert(v:text(0) == string.format("%.0f", lo) and v:text(1) == string.format("%.0f", hi))
  v:settext(3, "0x7f")
  assert(v[3] == 127)
  v:settext(3, "12")
  assert(v[3] == 12)
  raises("out of range of " .. name, v.settext, v, 3, "18446744073709551616")
  raises("is no integer", v.settext, v, 3, "1e3")
  raises("is no integer", v.settext, v, 3, "")
  raises("is no integer", v.settext, v, 3, "--1")
  raises("is no integer", v.settext, v, 3, "1_0")
  assert(v[3] == 12)
  v:fill(hi)
  assert(v[0] == hi and v[#v - 1] == hi)
  assert(v:slice(0, 3):sum() == 3 * hi)
  v:fill(0)
  for i = 0, 40 do v[i] = i end
  for n = 0, 41 do assert(v:slice(0, n):sum() == n * (n - 1) / 2, name .. n) end
  if lo < 0 then
    v:slice(0, 41):fill(-1)
    for n = 0, 41 do assert(v:slice(0, n):sum() == -n) end
    v:settext(0, "-0x10")
    assert(v[0] == -16)
  else
    raises("out of range of " .. name, v.settext, v, 0, "-1")
  end
  mem:fill(0)
end

-- The edges of text.
local i64, u64, i8 = mem:int64(0, 4), mem:uint64(0, 4), mem:int8(0, 4)
i64:settext(0, "9223372036854775807")
assert(i64:text(0) == "9223372036854775807" and u64:text(0) == "9223372036854775807")
i64:settext(0, "-9223372036854775808")
assert(i64:text(0) == "-9223372036854775808" and u64:text(0) == "9223372036854775808")
raises("9223372036854775808 is beyond 2%^53.*text%(0%)", function() return u64[0] end)
raises("view.lua:%d+: %-9223372036854775808 is beyond 2%^53", function() return i64[0] end)
raises("bad argument #1 to 'get' %(.*text%(0%)%)", i64.get, i64, 0)
raises("beyond 2%^53", u64.table, u64)
u64:settext(0, "0xFFFFFFFFFFFFFFFF")
assert(u64:text(0) == "18446744073709551615" and i64[0] == -1)
raises("out of range", i64.settext, i64, 0, "9223372036854775808")
raises("out of range", i64.settext, i64, 0, "-9223372036854775809")
raises("beyond 2%^53.*settext", function() i64[0] = 2^60 end)
i8:settext(0, "-128")
raises("out of range", i8.settext, i8, 0, "128")
raises("out of range", i8.settext, i8, 0, "-129")

-- 64-bit sums: exact, then the nearest.
mem:fill(0)
local w = mem:uint64()
w:settext(0, "18446744073709551615") w:settext(1, "18446744073709551615") w:settext(2, "2")
assert(w:sum() == 2^65)
local s = mem:int64()
s:settext(0, "-9223372036854775808") s:settext(1, "-9223372036854775808") s[2] = -3
assert(s:sum() == -2^64)
s:settext(1, "9223372036854775807") s[2] = 4
assert(s:sum() == 3)

-- Floats.
mem:fill(0)
local f, d = mem:float(0, 4), mem:double(64, 4)
f[0], d[0] = 0.1, 0.1
assert(d[0] == 0.1 and math.abs(f[0] - 0.1) < 1e-8 and f[0] ~= 0.1)
f[1], d[1] = 0/0, 0/0
assert(f[1] ~= f[1] and d[1] ~= d[1])
f[1], d[1] = 1e308 * 10, -1e308 * 10
assert(f[1] == 1e308 * 10 and d[1] == -1e308 * 10)
raises("1e%+39 is out of a float's range", function() f[0] = 1e39 end)
d:assign{ 0.5, 0.25, 0.125 }
assert(d:sum() == 0.875)
f:fill(1.5)
assert(f:sum() == 6)
raises("'text' is for integers, and this is a float view", f.text, f, 0)

-- Indexes.
local v = mem:int32(0, 10)
assert(#v == 10 and tostring(v) == "int32 view of 10 cells at offset 0 of segment 7")
raises("view.lua:%d+: index 10 is out of range 0..9", function() return v[10] end)
raises("view.lua:%d+: index 10 is out of range 0..9", function() v[10] = 1 end)
raises("index %-1 is out of range 0..9", function() return v[-1] end)
raises("index 0.5 is no integer", function() return v[0.5] end)
raises("index NaN is no integer", function() return v[0/0] end)
raises("index 1e%+300 is out of range", function() return v[1e300] end)
raises("bad argument #1 to 'get' %(index 10 is out of range 0..9%)", v.get, v, 10)
raises("bad argument #1 to 'set' %(index 10 is out of range 0..9%)", v.set, v, 10, 1)
raises("bad argument #1 to 'get' %(index: number expected, got nil%)", v.get, v)
raises("a view has no 'summ'; did you mean 'sum'%?", function() return v.summ end)
raises("number expected, got string", function() v.x = 1 end)
raises("there are no cells", function() return mem:int32(4096)[0] end)
raises("methods are called with ':'", v.get, 3)
raises("methods are called with ':'", v.get, mem, 3)

-- A view that is asked for methods again and again stays what it is.
local busy = mem:int32(0, 10)
for i = 1, 300 do
  busy:set(9, i)
  assert(busy:get(9) == i and busy[9] == i and busy:sum() >= i and #busy == 10)
end
busy[9] = 0
assert(mem:int32()[9] == 0 and tostring(busy):find("int32 view") and getmetatable(busy) == "ipc.view")
raises("view.lua:%d+: index 10 is out of range 0..9", function() return busy[10] end)
raises("view.lua:%d+: index 10 is out of range 0..9", function() busy[10] = 1 end)
raises("a view has no 'gett'; did you mean 'get'", function() return busy.gett end)
raises("methods are called with ':'", busy.get, mem, 9)
assert(busy.get(mem:int32(0, 1), 0) == mem:int32()[0])     -- the method's self counts

-- Which cells.
assert(#mem:int32(4) == 1023 and #mem:int32(4093) == 0 and #mem:double(4, 2) == 2)
raises("bad argument #2 to 'int32' %(2 cells of 4 bytes at offset 4092 pass the end, 4096%)", mem.int32, mem, 4092, 2)
raises("bad argument #1 to 'int32'", mem.int32, mem, 4097)
raises("bad argument #1 to 'int32'", mem.int32, mem, -1)
raises("bad argument #2 to 'int32'", mem.int32, mem, 0, -1)
local odd = mem:int32(1, 2)                         -- need not be aligned
odd[0] = 0x01020304
assert(odd[0] == 0x01020304 and mem:uint32(1, 1)[0] == 0x01020304)

-- In bulk.
mem:fill(0)
v:assign({ 1, 2, 3 }, 2)
assert(table.concat(v:table(), ",") == "0,0,1,2,3,0,0,0,0,0")
assert(table.concat(v:table(3, 2), ",") == "2,3" and #v:table(10) == 0)
raises("bad argument #1 to 'assign' %(element 2: 0.5 is no integer%)", v.assign, v, { 7, 0.5 })
raises("bad argument #1 to 'assign' %(3 elements from index 8 pass the end, 10%)", v.assign, v, { 7, 7, 7 }, 8)
raises("bad argument #1 to 'assign' %(table expected", v.assign, v, 1)
assert(v[0] == 0 and v[8] == 0)                     -- nothing was written
local part = v:slice(2, 3)
assert(#part == 3 and part[0] == 1 and part:sum() == 6)
part[0] = 9
assert(v[2] == 9 and #v:slice(9) == 1 and #v:slice() == 10)
raises("bad argument #2 to 'slice' %(2 cells from index 9 pass the end, 10%)", v.slice, v, 9, 2)
raises("bad argument #1 to 'slice'", v.slice, v, 11)
raises("bad argument #1 to 'fill'", v.fill, v, 2^31)

-- A long list is whole.
local long = mem:uint8()
for i = 0, 4095 do long[i] = i % 251 end
local t = long:table()
assert(#t == 4096 and t[1] == 0 and t[4096] == 4095 % 251)
long:fill(0)
long:assign(t)
assert(long[4095] == 4095 % 251)

-- So is one beyond the array part of a table.
local many = big:int32()
for i = 0, #many - 1 do many[i] = i end
t = many:table(1, 200000)
assert(t[1] == 1 and t[70000] == 70000 and t[200000] == 200000 and t[200001] == nil)
many:fill(0)
many:assign(t, 1)
assert(many[1] == 1 and many[70000] == 70000 and many[200000] == 200000 and many[200001] == 0)
t[150000] = 0.5
raises("element 150000: 0.5 is no integer", many.assign, many, t)

-- Read-only and detached.
local r = ro:int32()
assert(r[0] == 0)
local e = raises("EACCES", function() r[0] = 1 end)
assert(e.errno == "EACCES")
for _, call in ipairs{ { "set", 0, 1 }, { "fill", 1 }, { "settext", 0, "1" }, { "fetch_add", 0, 1 }, { "exchange", 0, 1 }, { "compare_exchange", 0, 0, 1 }, { "assign", { 1 } } } do
  e = raises("EACCES", r[call[1]], r, call[2], call[3], call[4])
  assert(e.errno == "EACCES", call[1])
end
e = raises("EINVAL", function() return goneview[0] end)
assert(e.errno == "EINVAL")
for _, call in ipairs{ { "get", 0 }, { "set", 0, 1 }, { "fill", 1 }, { "sum" }, { "table" }, { "assign", { 1 } }, { "slice" }, { "text", 0 }, { "settext", 0, "1" }, { "fetch_add", 0, 1 }, { "exchange", 0, 1 }, { "compare_exchange", 0, 0, 1 } } do
  raises("EINVAL", goneview[call[1]], goneview, call[2], call[3], call[4])
end
