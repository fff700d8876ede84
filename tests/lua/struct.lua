-- Structs: mem is an attached segment of 4096 zero bytes, ro one that is
-- read-only.
local function raises(pattern, fn, ...)
  local ok, e = pcall(fn, ...)
  assert(not ok, "no error; expected: " .. pattern)
  assert(tostring(e):find(pattern), "expected: " .. pattern .. "\ngot: " .. tostring(e))
end

local L = ipc.struct "int turn; char story[200]; double mean;"
assert(L.size == 216 and L:offset("story") == 4 and L:offset("mean") == 208)
raises("no field 'sotry'; did you mean 'story'", L.offset, L, "sotry")
raises("read%-only", function() L.size = 1 end)

local s = mem:struct(L)
s.turn, s.story, s.mean = 3, "Once", 0.5
assert(s.turn == 3 and s.story == "Once" and s.mean == 0.5)
assert(mem:int32()[0] == 3 and mem:cstring(4) == "Once" and mem:double(208, 1)[0] == 0.5)
assert(tostring(s) == "struct of 216 bytes at offset 0 of segment 7")
s.story = string.rep("x", 200)                      -- to the last byte, without a NUL
assert(#s.story == 200 and s.mean == 0.5)
raises("struct.lua:%d+: field 'story': the string has 201 bytes, the array 200", function() s.story = string.rep("x", 201) end)
s.story = "short"
assert(s.story == "short" and mem:read(9, 195) == string.rep("\0", 195))   -- the rest is cleared
raises("string expected, got table", function() s.story = {} end)
raises("struct.lua:%d+: the struct has no field 'trun'; did you mean 'turn'", function() return s.trun end)
raises("no field 'trun'; did you mean 'turn'", function() s.trun = 1 end)
raises("field 'turn': 0.5 is no integer", function() s.turn = 0.5 end)
raises("field 'turn': 2147483648 is out of range", function() s.turn = 2^31 end)
raises("fields have names", function() return s[1] end)
assert(mem:struct(L, 3880).turn == 0)
raises("bad argument #2 to 'struct' %(a struct of 216 bytes at offset 3881 passes the end, 4096%)", mem.struct, mem, L, 3881)
raises("bad argument #1 to 'struct' %(layout %(of ipc.struct%) expected, got ipc.memory%)", mem.struct, mem, mem)

-- Every kind of member.
mem:fill(0)
local K = ipc.struct [[
  char c;  unsigned char uc;  bool flag;      /* small ones */
  int8_t bytes[3];
  long long wide;  size_t n;  pid_t pid;  time_t when;
  float f[2][3];                              // of two dimensions
  struct { short x, y; } corner[2], origin;
  char names[3][8];
  bool flags[4];
  struct point { int x; struct { double z; } deep; } p;
  struct point q;
]]
local k = mem:struct(K, 8)
k.c, k.uc, k.flag = 65, 200, true
assert(k.c == 65 and k.uc == 200 and k.flag == true)
raises("field 'flag': boolean expected, got number", function() k.flag = 1 end)
assert(#k.bytes == 3)
k.bytes = { 1, -2 }
k.bytes[2] = 5
assert(k.bytes:sum() == 4 and k.bytes == k.bytes)
k.bytes = { 7 }
assert(k.bytes[0] == 7 and k.bytes[1] == 0 and k.bytes[2] == 0)
raises("field 'bytes': 4 elements from index 0 pass the end, 3", function() k.bytes = { 1, 2, 3, 4 } end)
raises("field 'bytes': element 2: 500 is out of range", function() k.bytes = { 1, 500 } end)
raises("list expected, got number", function() k.bytes = 1 end)
assert(k.bytes[0] == 7)
k.wide, k.pid, k.when, k.n = -5, 17, 1e9, 3
assert(k.wide == -5 and k.pid == 17 and k.when == 1e9 and k.n == 3)
mem:int64(8 + K:offset("wide"), 1):settext(0, "9223372036854775807")
raises("struct.lua:%d+: 9223372036854775807 is beyond 2%^53.*m:int64%(16%):text%(0%)", function() return k.wide end)
k.f[1][2] = 1.5
assert(#k.f == 2 and k.f[1][2] == 1.5 and mem:float(8 + K:offset("f[1][2]"), 1)[0] == 1.5)
k.f[0] = { 1, 2, 3 }
assert(k.f[0]:sum() == 6)
raises("index 2 is out of range 0..1", function() return k.f[2] end)
k.corner[1].y, k.origin.x = 7, 8
assert(k.corner[1].y == 7 and k.origin.x == 8 and k.corner[0].y == 0 and #k.corner == 2)
assert(mem:int16(8 + K:offset("corner[1].y"), 1)[0] == 7)
raises("index 2 is out of range 0..1", function() return k.corner[2] end)
raises("assign its fields", function() k.origin = { x = 1 } end)
raises("assign its elements", function() k.corner = {} end)
k.names[1] = "second"
assert(k.names[0] == "" and k.names[1] == "second" and #k.names == 3)
raises("the string has 9 bytes, the array 8", function() k.names[2] = "too long." end)
k.flags = { true, false, true }
assert(k.flags[0] == true and k.flags[1] == false and k.flags[3] == false)
assert(table.concat({ tostring(k.flags:get(2)), tostring(k.flags:table()[3]) }, " ") == "true true" and k.flags:sum() == 2)
k.p.deep.z = 2.5
assert(k.p.deep.z == 2.5 and k.q.deep.z == 0 and K:offset("q.deep.z") == K:offset("q") + 8)
for path, why in pairs{
  ["corner[2].x"] = "index %[2%] is out of range 0..1", ["corner.x"] = "names no field", ["c.x"] = "names no field",
  ["corner["] = "out of range", ["corner[x]"] = "out of range", [""] = "no field ''", ["p."] = "no field ''", ["p..x"] = "no field ''",
  ["corner[99999999999999999999]"] = "out of range", ["f[0][3]"] = "out of range", ["[0]"] = "no field ''",
} do
  raises(why, K.offset, K, path)
end

-- Arrays of structs.
mem:fill(0)
local P = ipc.struct "short id; int turn;"
local a = mem:structs(P, 16, 4)
assert(#a == 4 and tostring(a) == "array of 4 elements of 8 bytes at offset 16 of segment 7")
for i = 0, 3 do a[i].turn, a[i].id = i * 10, i end
assert(a[3].turn == 30 and a[3].id == 3 and mem:int32(16 + 3 * 8 + 4, 1)[0] == 30)
raises("struct.lua:%d+: index 4 is out of range 0..3", function() return a[4] end)
raises("index: number expected, got string", function() return a.turn end)
assert(#mem:structs(P) == 512 and #mem:structs(P, 4090) == 0)
raises("bad argument #3 to 'structs' %(512 structs of 8 bytes at offset 8 pass the end, 4096%)", mem.structs, mem, P, 8, 512)

raises("EACCES", function() ro:struct(L).turn = 1 end)
raises("EACCES", function() ro:struct(L).story = "x" end)

-- Declarations that are refused, with the place.
for text, why in pairs{
  [""] = "line 1, column 1: the struct has no members",
  ["itn x;"] = "line 1, column 1: there is no type 'itn'; did you mean 'int'",
  ["int x;\nuint31_t y;"] = "line 2, column 1: there is no type 'uint31_t'; did you mean 'uint32_t'",
  ["int *p;"] = "line 1, column 5: a pointer means nothing in another process",
  ["char (*f)(int);"] = "a pointer means nothing",
  ["struct node *next;"] = "a pointer means nothing",
  ["int x"] = "line 1, column 6: ';' expected, got the end",
  ["int;"] = "a field's name expected, got ';'",
  ["int int;"] = "'int int' is no type",
  ["int x; char x;"] = "line 1, column 13: there are two fields 'x'",
  ["int x[0];"] = "an array of no elements",
  ["int x[];"] = "an array needs its size",
  ["int x[n];"] = "an array's size is a number, got 'n'",
  ["int x[-1];"] = "an array's size is a number",
  ["int x[99999999999999999999];"] = "an array's size is a number",
  ["int x[9223372036854775807];"] = "the array is too large",
  ["char x[100000000000000], y[100000000000000];"] = "the struct is too large",
  ["int x[4"] = "'%]' expected",
  ["int x:3;"] = "bit fields",
  ["long double x;"] = "'long double' is not supported",
  ["short double x;"] = "'short double' is no type",
  ["unsigned float x;"] = "'unsigned float' is no type",
  ["union { int a; } u;"] = "'union' is not supported",
  ["enum e x;"] = "'enum' is not supported",
  ["void x;"] = "'void' is not supported",
  ["struct { } s;"] = "the struct has no members",
  ["struct { int x; };"] = "a field's name expected",
  ["struct { int x;"] = "a type expected, got the end",
  ["struct other s;"] = "there is no 'struct other' before this",
  ["int x; /* open"] = "line 1, column 8: the comment does not end",
  ["int \1;"] = "a field's name expected",
  ["int caf\195\169;"] = "';' expected",
  [string.rep("struct {", 100000)] = "nested too deeply",
  ["int x" .. string.rep("[1]", 100) .. ";"] = "too many dimensions",
} do
  raises("bad argument #1 to 'struct' %(.*" .. why, ipc.struct, text)
end
raises("bad argument #1 to 'struct' %(string expected, got nil%)", ipc.struct, nil)
