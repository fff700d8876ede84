lab { "Keys", points = 10 }

-- touch makes an empty file: ftok wants one that exists.
local function touch(...)
  for _, name in ipairs{ ... } do assert(io.open(name, "w")):close() end
end

-- segments are those that have a key of these files, in words, and how many there are in all.
local function segments()
  local found = {}
  for _, file in ipairs{ "one.txt", "two.txt" } do
    for _, letter in ipairs{ "A", "B" } do
      local key = ipc.ftok(file, letter)
      local id = key and ipc.shmget(key, 0, 0)
      if id then
        local ds = ipc.shmctl(id, "IPC_STAT")
        found[#found + 1] = string.format("%s %s: %d bytes, mode %04o", file, letter, ds.shm_segsz, ds.shm_perm.mode % 512)
      end
    end
  end
  found[#found + 1] = "segments in all: " .. #ipc.list("segment")
  return found
end

local turns = run {
  "one program after the other",
  programs = function(start)
    touch("one.txt", "two.txt")
    start("one.txt", "A"):wait()
    start("one.txt", "A"):wait()
    start("one.txt", "B"):wait()
    start("two.txt", "A"):wait()
    start("one.txt", "B"):wait()
  end,
}

turns:output {
  "created, found, created, created, found, each with its key",
  points = 3,
  test = function(text)
    local a, b, c = text:match("^created (0x%x+)\nfound %1\ncreated (0x%x+)\ncreated (0x%x+)\nfound %2\n$")
    if not a then return false, "it printed " .. text:gsub("\n", ", "):gsub(", $", "") end
    if #a ~= 10 then return false, a .. " has not the form 0x%08x" end
    return a ~= b and b ~= c and c ~= a, "different files and letters must give different keys"
  end,
  hint = "Which flag makes shmget fail where there is one already? What does errno say then?",
}
turns:final {
  "a segment at each of the three keys, and no other",
  points = 2,
  value = segments,
  is = {
    "one.txt A: 64 bytes, mode 0600", "one.txt B: 64 bytes, mode 0600", "two.txt A: 64 bytes, mode 0600",
    "segments in all: 3",
  },
  hint = "Each pair of FILE and LETTER has its key, and each key its segment.",
}

local together = run {
  "three programs at once",
  programs = function(start)
    touch("one.txt")
    local programs = {}
    for i = 1, 3 do programs[i] = start("one.txt", "A") end
    for _, p in ipairs(programs) do p:wait() end
  end,
}

together:output {
  "one says created, two say found",
  points = 3,
  test = function(text)
    local _, created = text:gsub("created 0x%x+\n", "")
    local _, found = text:gsub("found 0x%x+\n", "")
    return created == 1 and found == 2, string.format("%d said created, %d said found", created, found)
  end,
  hint = "Looking whether it is there and creating it must be one call.",
}

local missing = run {
  "a file that does not exist",
  args = { "missing.txt", "A" },
}

missing:output {
  'the line "no key: " and the message of ftok',
  test = function(text)
    return text:match("^no key: .*missing%.txt.*%(ENOENT%)\n$") ~= nil, "it printed " .. text
  end,
  hint = "ftok gives nil, message, errno where it fails.",
}
missing:final {
  "no segment is made",
  value = function() return #ipc.list("segment") end,
  is = 0,
  hint = "Without a key there is nothing to look for.",
}
