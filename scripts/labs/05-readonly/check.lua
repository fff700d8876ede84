lab { "Read-only", points = 10 }

local KEY = 0x6005

local function provide()
  display = section("display", function(memory)
    print("display: " .. memory:cstring(0))
    pcall(memory.write, memory, 0, "X")
  end)
end

-- board is the segment in words.
local function board()
  local ok, seg = pcall(ipc.segment, { key = KEY })
  if not ok then return "no segment with the key 0x6005" end
  return string.format("%s, %d bytes, mode %04o", seg:cstring(0), seg.size, seg:stat().mode % 512)
end

local new = run { "a new board", args = { "0x6005", "meeting at ten" }, provide = provide }

new:ends {}
new:must_reach { "the display is used", inside = { display = 1 }, hint = "Call display, with a memory." }
new:output {
  "the display's line, and the text with no attachment left",
  points = 2,
  is = "display: meeting at ten\nmeeting at ten, attached 0\n",
  hint = "Each attachment is detached by itself.",
}
new:final {
  "the display has not harmed the text",
  points = 2,
  value = board,
  is = "meeting at ten, 256 bytes, mode 0600",
  hint = "Which flag of which call makes an attachment that can only be read?",
}

local used = run {
  "a board that two others have attached",
  provide = provide,
  programs = function(start)
    local id = assert(ipc.shmget(KEY, 256, "IPC_CREAT | 0600"))
    local a, b = assert(ipc.shmat(id)), assert(ipc.shmat(id))
    a:write(0, "an old notice, and a longer one\0")
    start("0x6005", "closed"):wait()
    assert(ipc.shmdt(a))
    assert(ipc.shmdt(b))
  end,
}

used:output {
  "the display's line, and the text with the two others' attachments",
  points = 2,
  is = "display: closed\nclosed, attached 2\n",
  hint = "Who counts the attachments, and what does a C string end with?",
}
used:final {
  "the display has not harmed the text",
  points = 2,
  value = board,
  is = "closed, 256 bytes, mode 0600",
  hint = "What display gets must be an attachment that can only be read.",
}
