lab { "Add", points = 10 }

local two = run {
  "two workers add twice each",
  args = { "2", "2" },
  time = 1,
  provide = function()
    critical = section("critical", function(f) f() end)
  end,
}
two:output { is = "count: 4\n", points = 4 }
two:no_race { points = 3, hint = "which line reads and writes?" }
two:no_deadlock {}
two:no_leaks {}
two:mutual_exclusion { sections = { "critical" } }
