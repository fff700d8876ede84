package lua51

import (
	"os/exec"
	"strings"
	"testing"
)

// bitCalls prints the results of random calls of a function of bit, generated
// from a seed.
const bitCalls = `
	local state = 1
	local function random(n)
		state = (state * 16807) % 2147483647
		return state % n
	end
	local special = {0, 1, -1, 0.5, -0.5, 1.5, 2.5, -1.5, 31, 32, 33, -31, 255, 2^31, 2^31 - 1, -2^31, -2^31 - 1, 2^32, 2^32 - 1,
		2^32 + 0.5, -2^32 - 7, 2^40 + 3, -2^40 - 3, 2^51 - 1, -2^51 + 1, 0x12345678, 0xdeadbeef, 1e10 + 0.3}
	local wrong = {"x", "", {}, true, print}
	local function argument()
		local kind = random(10)
		if kind < 3 then return special[random(#special) + 1] end
		if kind < 5 then return (random(2^31 - 1) - 2^30) * (random(2^20) + 1) / 2^(random(8)) end
		if kind == 5 then return tostring(random(100)) end
		if kind == 6 and random(4) == 0 then return wrong[random(#wrong) + 1] end
		return random(70) - 35
	end
	local function show(...)
		local list = {...}
		for i = 1, select("#", ...) do list[i] = tostring(list[i]) end
		return table.concat(list, " ")
	end
	for _, name in ipairs{"band", "bor", "bxor", "bnot", "lshift", "rshift", "arshift", "rol", "ror", "bswap", "tobit", "tohex"} do
		for i = 1, 400 do
			local args = {}
			for i = 1, random(4) do args[i] = argument() end
			if name == "tohex" then args[2] = random(17) - 8 end -- LuaJIT gives more than eight digits, which is not documented
			local text = {} -- numbers in two parts, as LuaJIT rounds their text otherwise
			for i, v in ipairs(args) do
				text[i] = type(v) == "number" and string.format("%.0f%+.9f", v - v % 1 + 0, v % 1) or type(v) == "string" and v or type(v)
			end
			print(name, table.concat(text, ","), show(pcall(bit[name], unpack(args))))
		end
	end`

// The functions of bit do what they do in LuaJIT.
func TestBit(t *testing.T) {
	path, err := exec.LookPath("luajit")
	if err != nil {
		t.Skip("no luajit to compare with")
	}
	out, err := exec.Command(path, "-e", bitCalls).CombinedOutput()
	if err != nil {
		t.Fatalf("luajit: %v\n%s", err, out)
	}
	here, there := strings.Split(run(t, bitCalls), "\n"), strings.Split(string(out), "\n")
	if len(here) != len(there) {
		t.Fatalf("prints %d lines, luajit %d", len(here), len(there))
	}
	for i := range here {
		if here[i] != there[i] {
			t.Errorf("prints  %s\nluajit: %s", here[i], there[i])
		}
	}
}

// What bitop.luajit.org documents.
func TestBitDocumented(t *testing.T) {
	for expression, want := range map[string]string{
		"bit.tobit(0xffffffff)":                  "-1",
		"bit.tobit(0xffffffff + 1)":              "0",
		"bit.tobit(2^40 + 1234)":                 "1234",
		"bit.tohex(1)":                           "00000001",
		"bit.tohex(-1)":                          "ffffffff",
		"bit.tohex(0xffffffff)":                  "ffffffff",
		"bit.tohex(-1, -8)":                      "FFFFFFFF",
		"bit.tohex(0x21, 4)":                     "0021",
		"bit.tohex(0x87654321, 4)":               "4321",
		"bit.bnot(0)":                            "-1",
		"bit.tohex(bit.bnot(0x12345678))":        "edcba987",
		"bit.bor(1, 2, 4, 8)":                    "15",
		"bit.band(0x12345678, 0xff)":             "120",
		"bit.bxor(0xa5a5f0f0, 0xaa55ff00)":       "267390960",
		"bit.lshift(1, 0)":                       "1",
		"bit.lshift(1, 8)":                       "256",
		"bit.lshift(1, 40)":                      "256",
		"bit.rshift(256, 8)":                     "1",
		"bit.rshift(-256, 8)":                    "16777215",
		"bit.arshift(256, 8)":                    "1",
		"bit.arshift(-256, 8)":                   "-1",
		"bit.tohex(bit.lshift(0x87654321, 12))":  "54321000",
		"bit.tohex(bit.rshift(0x87654321, 12))":  "00087654",
		"bit.tohex(bit.arshift(0x87654321, 12))": "fff87654",
		"bit.tohex(bit.rol(0x12345678, 12))":     "45678123",
		"bit.tohex(bit.ror(0x12345678, 12))":     "67812345",
		"bit.tohex(bit.bswap(0x12345678))":       "78563412",
		"bit.tohex(bit.bswap(0x78563412))":       "12345678",
		"0xffffffff == bit.tobit(-1)":            "false",
		"package.loaded.bit == bit":              "true",
	} {
		if got := run(t, "print("+expression+")"); got != want+"\n" {
			t.Errorf("%s gives %swant %s", expression, got, want)
		}
	}
}
