-- The Mandelbrot set in letters.
local shades = " .:-=+*#%@"
for y = -1.2, 1.2, 0.2 do
  local line = {}
  for x = -2, 0.6, 0.05 do
    local zr, zi, n = 0, 0, 0
    while zr * zr + zi * zi < 4 and n < 50 do
      zr, zi = zr * zr - zi * zi + x, 2 * zr * zi + y
      n = n + 1
    end
    local s = math.floor(n / 50 * (#shades - 1)) + 1
    line[#line + 1] = shades:sub(s, s)
  end
  print((table.concat(line):gsub("%s+$", "")))
end
