lab { "The story game", points = 10 }

-- The lines that the authors saw come first, then the whole story: it begins with
-- the first line, each author has one line in it, and saw the line before his own.
local function wellwritten(first, added)
  return function(text)
    local lines, expected = {}, 2 * #added + 1
    for line in text:gmatch("[^\n]+") do lines[#lines + 1] = line end
    if #lines ~= expected then return false, ("%d lines where %d are expected"):format(#lines, expected) end
    local story, left = {}, {}
    for i = #added + 1, expected do story[#story + 1] = lines[i] end
    if story[1] ~= first then return false, "the story begins with: " .. story[1] end
    for _, line in ipairs(added) do left[line] = true end
    for i = 2, #story do
      if not left[story[i]] then return false, "not a line of its own in the story: " .. story[i] end
      left[story[i]] = nil
    end
    local seen = {}
    for i = 1, #added do seen[lines[i]] = (seen[lines[i]] or 0) + 1 end
    for i = 1, #story - 1 do
      local authors = seen[story[i]] or 0
      if authors ~= 1 then return false, ("shown to %d authors as the last line: %s"):format(authors, story[i]) end
    end
    return true
  end
end

local function all(list)
  for _, p in ipairs(list) do p:wait() end
end

local lines = { "the sea was calm.", "A dog barked.", "Nobody knew why." }

local three = run {
  "three authors at once",
  programs = function(start)
    start("create", "That night"):wait()
    all{ start("add", lines[1]), start("add", lines[2]), start("add", lines[3]) }
    start("view"):wait()
    start("remove"):wait()
  end,
}
three:ends { points = 0 }
three:no_deadlock { hint = "Does an author give the turn back?" }
three:output {
  "each author sees the line before his own, and only that",
  test = wellwritten("That night", lines),
  points = 2,
  hint = "May somebody else add between the reading of the last line and the writing of the next?",
}
three:no_race {}
three:no_busy_wait {}
three:no_leaks {}

local twice = run {
  "two stories, one after the other",
  programs = function(start)
    start("create", "Once upon a time"):wait()
    start("add", "there was a king."):wait()
    start("add", "He had no shoes."):wait()
    start("view"):wait()
    start("remove"):wait()
    start("create", "Chapter 2"):wait()
    start("view"):wait()
    start("remove"):wait()
  end,
}
twice:output {
  is = [[
Once upon a time
there was a king.
Once upon a time
there was a king.
He had no shoes.
Chapter 2
]],
}

local none = run {
  "no story, and a story that is there already",
  programs = function(start)
    start({ fails = true }, "add", "to nothing"):wait()
    start({ fails = true }, "view"):wait()
    start("create", "The first one"):wait()
    start({ fails = true }, "create", "The second one"):wait()
    start("view"):wait()
    start("remove"):wait()
  end,
}
none:ends {
  "add and view fail without a story, create fails with one",
  hint = "Which of the commands may create?",
}
none:output { is = "The first one\n" }

local killed = run {
  "an author is killed",
  programs = function(start)
    start("create", "That night"):wait()
    all{ start("add", lines[1]), start("add", lines[2]) }
    start("view"):wait()
  end,
}
killed:survives_kill {
  "the others can go on",
  program = 2,
  hint = "What happens to the semaphore when its holder dies?",
}
