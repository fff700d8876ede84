-- Collatz's sequences.
local function collatz(n)
  local t = {n}
  while n ~= 1 do
    n = n % 2 == 0 and n / 2 or 3 * n + 1
    t[#t + 1] = n
  end
  return t
end
for _, n in ipairs{1, 6, 7, 12} do print(n, #collatz(n), table.concat(collatz(n), " ")) end
local longest, at = 0, 0
for n = 1, 1000 do local l = #collatz(n) if l > longest then longest, at = l, n end end
print(at, longest)
