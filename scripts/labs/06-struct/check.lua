lab { "A struct shared with C", points = 10 }

local KEY = 0x6006

-- C's offsets: gcc on 64-bit Linux. The record is written and read as bytes, so
-- that it needs no compiler.
local UNIT, COUNT, SUM, NAME, LAST, SIZE = 0, 4, 8, 16, 26, 32

-- record makes a record as a C program would. What is padding is not zero.
local function record(unit, count, sum, name, last)
  local seg = ipc.segment{ key = KEY, size = SIZE }
  seg:fill(0xA5)
  seg:write(UNIT, unit)
  seg:int32(COUNT, 1)[0] = count
  seg:double(SUM, 1)[0] = sum
  seg:write(NAME, name .. ("\0"):rep(10 - #name))
  seg:int16(LAST, 1)[0] = last
  seg:detach()
end

-- bytes is the record as a C program sees it, in words.
local function bytes()
  local seg = ipc.segment{ key = KEY }
  local padding = seg:read(1, 3) .. seg:read(28, 4)
  return string.format("%s: %d values, sum %.17g %s, last %d, padding %s", seg:cstring(NAME, 10), seg:int32(COUNT, 1)[0],
    seg:double(SUM, 1)[0], seg:read(UNIT, 1), seg:int16(LAST, 1)[0],
    padding == ("\165"):rep(7) and "as it was" or "written to")
end

local show = run {
  "show",
  programs = function(start)
    record("C", 3, 61.5, "roof", 21)
    start("show", "0x6006"):wait()
    ipc.segment{ key = KEY }:remove()
    record("K", 70000, 70000 * 250.25, "laborator", -300)
    start("show", "0x6006"):wait()
  end,
}

show:ends {}
show:output {
  "the line of record.c, for two records",
  points = 4,
  is = "roof: 3 values, mean 20.50 C, last 21\nlaborator: 70000 values, mean 250.25 K, last -300\n",
  hint = "Compare each field's type with record.c. At which offset is it?",
}

local added = run {
  "add 21.9",
  programs = function(start)
    record("F", 2, 100000000.25, "cellar", 7)
    start("add", "0x6006", "21.9"):wait()
  end,
}

added:ends {}
added:final {
  "a value more, nothing else is changed",
  points = 2,
  value = bytes,
  is = string.format("cellar: 3 values, sum %.17g F, last 21, padding as it was", 100000000.25 + 21.9),
  hint = "Write the fields that change, each with its type, at its offset.",
}

local cold = run {
  "add -3.5, twice",
  programs = function(start)
    record("C", 70000, -1.5, "lake", 0)
    start("add", "0x6006", "-3.5"):wait()
    start("add", "0x6006", "-3.5"):wait()
  end,
}

cold:final {
  "two values more, last is -3",
  points = 2,
  value = bytes,
  is = "lake: 70002 values, sum -8.5 C, last -3, padding as it was",
  hint = "A cast in C cuts the fraction off. What does math.floor do below zero?",
}
