-- Memory: mem is an attached segment of 4096 zero bytes, ro one that is
-- read-only, gone one that was detached.
local function raises(pattern, fn, ...)
  local ok, e = pcall(fn, ...)
  assert(not ok, "no error; expected: " .. pattern)
  assert(tostring(e):find(pattern), "expected: " .. pattern .. "\ngot: " .. tostring(e))
  return e
end

assert(#mem == 4096 and mem.size == 4096)
assert(type(mem.address) == "number" and mem.nothing == nil)
assert(tostring(mem) == "memory of 4096 bytes of segment 7")
raises("read%-only", function() mem.size = 1 end)

mem:write(0, "hello\0world")
assert(mem:read(0, 11) == "hello\0world")
assert(mem:cstring(0) == "hello" and mem:cstring(6) == "world" and mem:cstring(0, 3) == "hel")
assert(mem:cstring(4096) == "" and mem:cstring() == "hello")
assert(#mem:read() == 4096 and #mem:read(4000) == 96 and mem:read(4096) == "")
assert(mem:read(4096, 0) == "")
mem:write(4095, "x")
assert(mem:cstring(4095) == "x")                    -- no NUL up to the end
mem:write(0, 42)                                    -- a number is a string too
assert(mem:read(0, 2) == "42")

raises("lua.*:%d+: bad argument #1 to 'read' %(5000 is out of range 0..4096%)", function() mem:read(5000, 1) end)
raises("bad argument #2 to 'read' %(97 bytes at offset 4000 pass the end, 4096%)", mem.read, mem, 4000, 97)
raises("bad argument #2 to 'read'", mem.read, mem, 0, -1)
raises("bad argument #1 to 'read'", mem.read, mem, 0.5)
raises("bad argument #1 to 'read'", mem.read, mem, 0/0)
raises("bad argument #1 to 'read'", mem.read, mem, "zero")
raises("bad argument #2 to 'read'", mem.read, mem, 0, 1e300)
raises("bad argument #2 to 'write' %(3 bytes at offset 4094 pass the end", mem.write, mem, 4094, "abc")
raises("bad argument #2 to 'write' %(string expected, got no value%)", mem.write, mem, 0)
raises("methods are called with ':'", mem.read, 1)

mem:fill(0)
assert(mem:read() == string.rep("\0", 4096))
mem:fill(255, 10, 3)
assert(mem:read(9, 5) == "\0\255\255\255\0")
mem:fill(65, 4090)
assert(mem:read(4089) == "\0AAAAAA")
raises("bad argument #1 to 'fill' %(256 is out of range 0..255%)", mem.fill, mem, 256)
raises("bad argument #3 to 'fill'", mem.fill, mem, 0, 4096, 1)

mem:write(0, "0123456789")
mem:move(2, 0, 5)                                   -- ranges overlap, both ways
assert(mem:read(0, 10) == "0101234789")
mem:move(0, 2, 5)
assert(mem:read(0, 10) == "0123434789")
raises("bad argument #3 to 'move'", mem.move, mem, 4090, 0, 7)
raises("bad argument #3 to 'move'", mem.move, mem, 0, 4090, 7)

mem:fill(0)
mem:write(0, "dump\tme~\127\255")
assert(mem:dump(0, 50) == [[
00000000  64 75 6d 70 09 6d 65 7e  7f ff 00 00 00 00 00 00  |dump.me~........|
00000010  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|
*
00000030  00 00                                             |..|
00000032
]])
assert(mem:dump(1, 2) == "00000001  75 6d                                             |um|\n00000003\n")
assert(mem:dump(0, 0) == "")

-- Read-only and detached are error objects.
local e = raises("EACCES", function() ro:write(0, "x") end)
assert(e.errno == "EACCES" and e.code == ipc.EACCES, e)
assert(ro:read(0, 1) == "\0" and tostring(ro):find("read%-only"))
raises("EACCES", ro.fill, ro, 0)
raises("EACCES", ro.move, ro, 0, 1, 1)
for _, call in ipairs{ "read", "write", "cstring", "fill", "move", "dump", "int32", "struct", "structs" } do
  e = raises("EINVAL", gone[call], gone, 0, 0, 0)
  assert(e.errno == "EINVAL", call)
end
assert(gone.size == 4096 and #gone == 4096 and tostring(gone):find("detached"))
