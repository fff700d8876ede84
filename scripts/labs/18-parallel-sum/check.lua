lab { "A parallel sum", points = 10 }

local function heavy(i) return (i * 7919 + 31) % 1009 end

local function provide()
  weight = section("weighing", heavy)
end

local function sum(cells)
  local total = 0
  for i = 1, cells do total = total + heavy(i) end
  return "sum: " .. total .. "\n"
end

local shared = "What do the others wait for while one is working?"

local two = run { "two processes, five cells", args = { "2", "5" }, provide = provide }
two:ends {}
two:output { is = sum(5), hint = "Five cells, two processes: who does the one that is left over?" }
two:must_reach { "both work at the same time", inside = { weighing = 2 }, points = 2, hint = shared }
two:no_race {
  hint = "Who else changes the cell into which a process puts what it has found? And when may it be read?",
}
two:no_deadlock { points = 0 }
two:no_leaks {}
two:must_call { "shmget", expected = "what is found goes through a segment" }

local three = run { "three processes, seven cells", args = { "3", "7" }, provide = provide }
three:output { is = sum(7) }
three:must_reach { "all three work at the same time", inside = { weighing = 3 }, points = 2, hint = shared }

local timed = run { "how much faster it is", args = { "2", "4", "time" }, provide = provide }
timed:output {
  "the time of one process, and of two",
  points = 0,
  matches = "^1 process: %S+ s, 2 processes: %S+ s, ",
}
