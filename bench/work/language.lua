-- What costs time in the language itself: language.lua WORK
local work = {}

function work.fib()
  local function fib(n) if n < 2 then return n end return fib(n - 1) + fib(n - 2) end
  assert(fib(27) == 196418)
end

function work.strings()
  local n = 0
  for i = 1, 200000 do
    local s = "key" .. i .. ":" .. i * 2
    n = n + #s
  end
  assert(n > 2000000)
end

function work.tables()
  local t, sum = {}, 0
  for i = 1, 1000000 do t[i] = i end
  for _ = 1, 3 do
    for i = 1, #t do sum = sum + t[i] end
  end
  assert(sum == 3 * 500000500000)
end

function work.pcall()
  local function add(a, b) return a + b end
  local n = 0
  for i = 1, 500000 do
    local ok, sum = pcall(add, n, 1)
    n = ok and sum
  end
  assert(n == 500000)
end

work[arg[1]]()
