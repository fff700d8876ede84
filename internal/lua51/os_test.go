package lua51

import (
	"testing"
	"time"
)

// Not here: years beyond C's int, and summer time millions of years from now.
var osSnippets = map[string]string{
	"remove":    `p(os.remove("nofile")) os.execute("mkdir -p d/e") p(os.remove("d")) p(os.remove("d/e")) p(os.remove("d")) p(os.remove("text")) p(os.remove("")) p(pcall(os.remove)) os.remove({})`,
	"rename":    `p(os.rename("nofile", "x")) p(os.rename("text", "x")) p(os.rename("x", "no/such")) os.execute("mkdir -p d/e f") p(os.rename("x", "d")) p(os.rename("f", "d")) p(os.rename("f", "d/e")) p(os.rename("d", "x")) p(os.rename("x", "x")) p(pcall(os.rename, "x")) os.execute("rm -r d")`,
	"execute":   `p(os.execute("exit 3"), os.execute("kill -9 $$"), os.execute(), os.execute("true"), os.execute("nosuchcommand 2>/dev/null")) p(os.execute(nil), os.execute("exit 300"), os.execute("kill -TERM $$")) os.execute({})`,
	"getenv":    `p(os.getenv("LC_ALL"), os.getenv("NO_SUCH_VARIABLE"), os.getenv("IPCLUA_EMPTY")) p(pcall(os.getenv)) os.getenv({})`,
	"setlocale": `p(os.setlocale()) p(os.setlocale("C")) p(os.setlocale("POSIX", "numeric")) p(os.setlocale("")) p(os.setlocale("xx")) p(os.setlocale(nil, "time")) p(pcall(os.setlocale, "C", "z")) p(pcall(os.setlocale, {}))`,
	"tmpname":   `local n = os.tmpname() p(n:match("^/tmp/lua_") ~= nil, io.open(n):read("*a")) p(os.remove(n))`,
	"exit":      `p(pcall(os.exit, {})) p(pcall(os.exit, "x")) os.exit(true)`,
	"clock":     `local c = os.clock() p(type(c), c >= 0, c < 100) for i = 1, 1e6 do end p(os.clock() > c)`,
	"difftime":  `p(os.difftime(5), os.difftime(5.7, 2.2), os.difftime(-1, 1)) p(pcall(os.difftime)) p(os.difftime("7", "3")) os.difftime(1, {})`,
	"time":      `p(math.abs(os.time() - os.time(os.date("*t"))) < 2, math.abs(os.time(nil) - os.time()) < 2) p(pcall(os.time, 5)) p(pcall(os.time, "x")) for _, t in ipairs{{}, {day = 1}, {day = 1, month = 1}, {year = 2000}, {year = 2000, month = "x", day = 1}} do p(pcall(os.time, t)) end os.time{}`,
	"time of a table": `p(os.time{year = "2000", month = 13.9, day = -1, hour = "x"}) p(os.time{year = 1970, month = 1, day = 1, hour = 1}) p(os.time{year = 1970, month = 1, day = 1, hour = 0, sec = -3601}) p(os.time{year = 1969, month = 12, day = 31, hour = 23, min = 59, sec = 59})
		p(os.time(setmetatable({}, {__index = function(_, k) return 2000 end}))) p(os.time{year = 2^31, month = 1, day = 1}, os.time{year = 2^31 + 1900, month = 1, day = 1}, os.time{year = 1e300, month = 1, day = 1})`,
	"random times": `local x = 5 local function random(a, b) x = x * 16807 % 2147483647 return a + x % (b - a + 1) end
		for i = 1, 1000 do
			local d = {year = random(1950, 2036), month = random(-20, 40), day = random(-400, 400), hour = random(-50, 50), min = random(-100, 100), sec = random(-1000, 1000)}
			if i % 3 == 0 then d.isdst = random(0, 1) == 1 end
			p(i, os.time(d), os.date("%c", os.time(d))) end`,
	"conversions": `for _, t in ipairs{0, -1, 951782400, 1234567890, 1709164800, 1735689600, 4e10, -1e11, 253402300800, -62135596801} do
		for c = 1, 255 do p(t, c, os.date("!%" .. string.char(c), t), (os.date("%" .. string.char(c), t))) end end`,
	"every week of years": `for i = 0, 900 do local t = i * 86400 * 5.3 p(os.date("%U %V %W %u %w %j %G %g %I%p %y", t), os.date("*t", t).yday, os.date("*t", t).isdst) end`,
	"date":                `p(os.date("!%c", 0)) p(os.date("!%x %X %p %%", 3600 * 13)) p(os.date(nil, 0)) p(os.date("!", 0), os.date("", 0)) p(os.date("a%", 0), os.date("%E%", 0), os.date("!!%d", 0), os.date("a\0b", 0)) p(pcall(os.date, {})) p(pcall(os.date, "x", "y")) p(os.date("!%H", "7200")) p(os.date("%c", 1e300), os.date("%c", 0/0), os.date("*t", 1e18)) p(os.date("!*tx", 0)) os.date("%c", {})`,
	"date table":          `for _, f in ipairs{"*t", "!*t"} do local d = os.date(f, 1234567890) local k = {} for name, v in pairs(d) do k[#k + 1] = name .. "=" .. tostring(v) end table.sort(k) p(table.concat(k, " ")) end p(os.time(os.date("*t", 1234567890)))`,
	"long date":           `p(#os.date(("%c"):rep(1000), 0))`,
}

func TestOS(t *testing.T) {
	for _, zone := range []string{"Europe/Berlin", "America/New_York", "UTC"} {
		t.Run(zone, func(t *testing.T) {
			where, err := time.LoadLocation(zone)
			if err != nil {
				t.Skip(err)
			}
			if zone == "UTC" {
				where = time.FixedZone(zone, 0) // which C tells from the zone of "!"
			}
			before := time.Local
			t.Cleanup(func() { time.Local = before })
			time.Local = where
			t.Setenv("TZ", zone)
			t.Setenv("IPCLUA_EMPTY", "")
			t.Setenv("TMPDIR", "") // which is asked for here
			agreeAll(t, osSnippets)
		})
	}
}
