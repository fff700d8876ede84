-- Atomic operations: mem is an attached segment of 4096 zero bytes.
local function raises(pattern, fn, ...)
  local ok, e = pcall(fn, ...)
  assert(not ok, "no error; expected: " .. pattern)
  assert(tostring(e):find(pattern), "expected: " .. pattern .. "\ngot: " .. tostring(e))
end

for _, name in ipairs{ "int32", "uint32", "int64", "uint64" } do
  mem:fill(0)
  local v = mem[name](mem, 8, 4)
  assert(v:fetch_add(1, 5) == 0 and v:fetch_add(1, -2) == 5 and v[1] == 3)
  assert(v[0] == 0 and v[2] == 0)
  assert(v:exchange(1, 10) == 3 and v[1] == 10)
  local ok, old = v:compare_exchange(1, 10, 20)
  assert(ok == true and old == 10 and v[1] == 20)
  ok, old = v:compare_exchange(1, 10, 30)
  assert(ok == false and old == 20 and v[1] == 20)
  raises("bad argument #1 to 'fetch_add' %(index 4 is out of range 0..3%)", v.fetch_add, v, 4, 1)
  raises("bad argument #2 to 'fetch_add'", v.fetch_add, v, 0, 0.5)
  raises("bad argument #2 to 'exchange'", v.exchange, v, 0, 1e30)
  raises("bad argument #3 to 'compare_exchange'", v.compare_exchange, v, 0, 0, "x")
  local odd = mem[name](mem, 1, 2)
  raises("EINVAL.*", odd.fetch_add, odd, 0, 1)
  raises("aligned", odd.exchange, odd, 0, 1)
end

-- As in C, a cell wraps around.
local i, u = mem:int32(0, 1), mem:uint32(0, 1)
i[0] = 2147483647
assert(i:fetch_add(0, 1) == 2147483647 and i[0] == -2147483648)
u[0] = 4294967295
assert(u:fetch_add(0, 2) == 4294967295 and u[0] == 1)
assert(u:fetch_add(0, -2) == 1 and u[0] == 4294967295)
assert(i:fetch_add(0, 4294967295) == -1 and i[0] == -2)

-- Beyond 2^53 nothing is changed when the old value cannot be told.
local w = mem:int64(8, 1)
w[0] = 2^53
assert(w:fetch_add(0, 1) == 2^53 and w:text(0) == "9007199254740993")
raises("9007199254740993 is beyond 2%^53.*text%(0%)", w.fetch_add, w, 0, -1)
raises("is beyond 2%^53", w.exchange, w, 0, 1)
raises("is beyond 2%^53", w.compare_exchange, w, 0, 1, 2)
assert(w:text(0) == "9007199254740993")

local s = mem:int16()
raises("'fetch_add' is for 32%- and 64%-bit integers, and this is a int16 view", s.fetch_add, s, 0, 1)
local d = mem:double()
raises("'exchange' is for", d.exchange, d, 0, 1)
