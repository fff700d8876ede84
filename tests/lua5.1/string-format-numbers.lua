-- Formats of numbers.
print(string.format("[%d] [%5d] [%-5d] [%05d] [%+d] [% d] [%.3d]", 42, 42, 42, 42, 42, 42, 7))
print(string.format("[%i] [%u] [%o] [%x] [%X] [%#x] [%#o]", -42, 42, 8, 255, 255, 255, 8))
print(string.format("[%f] [%.2f] [%10.3f] [%-10.1f] [%+.0f] [%e] [%.3E]", math.pi, math.pi, math.pi, math.pi, 2.5, 12345.678, 0.00012))
print(string.format("[%g] [%g] [%g] [%G] [%.3g] [%#g] [%g]", 100000, 1e20, 0.0001, 1e-10, 1234.5, 1, 0.1))
print(string.format("[%c%c%c] [%5c] [%%]", 76, 117, 97, 33))
print(string.format("%d %s %g", "10", 5, "0x10"), string.format("%d", 3.99), string.format("%d", -3.99))
print(string.format("%.20f", 0.1), string.format("%.0f", 1e15), string.format("%5.1f|%-8.3e|", 9.96, 9.96))
print(string.format("%d", 2 ^ 53), string.format("%x", 2 ^ 32), string.format("%d", -2 ^ 31))
