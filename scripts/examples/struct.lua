-- A struct shared with a C program, struct.c beside this file. The declaration
-- is C, and is laid out as the C compiler lays it out.
--
--   gcc -o struct struct.c && ipclua struct.lua ./struct
local L = ipc.struct [[
  int turn;
  char story[200];
  double mean;
  struct { short x, y; } corner[2];
]]
local program = arg[1] or "./struct"

local seg = ipc.segment{ size = L.size, temporary = true }
local s = seg:struct(L)
s.turn = 1
s.story = "Once upon a time in Lua"
s.corner[1].y = 7

io.flush()
assert(os.execute(program .. " " .. seg.id) == 0, "cannot run " .. program .. "; build it with: gcc -o struct struct.c")

print("turn " .. s.turn)
print("story: " .. s.story)
print("mean " .. s.mean)
print("corner[0].x " .. s.corner[0].x)
