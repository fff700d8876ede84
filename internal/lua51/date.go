package lua51

import (
	"fmt"
	"math"
	"time"

	lua "github.com/yuin/gopher-lua"
)

// brokenDown is C's localtime and gmtime: ok is false where the year is no int.
func brokenDown(seconds int64, where *time.Location) (t time.Time, ok bool) {
	const bound = 1 << 56 // within which the year is right
	if seconds < -bound || seconds > bound {
		return t, false
	}
	t = time.Unix(seconds, 0).In(where)
	year := t.Year() - 1900
	return t, math.MinInt32 <= year && year <= math.MaxInt32
}

// dateFields is the table of "*t".
func dateFields(L *lua.LState, t time.Time) *lua.LTable {
	fields := L.CreateTable(0, 9)
	for _, f := range [...]struct {
		name  string
		value int
	}{
		{"sec", t.Second()}, {"min", t.Minute()}, {"hour", t.Hour()}, {"day", t.Day()}, {"month", int(t.Month())},
		{"year", t.Year()}, {"wday", int(t.Weekday()) + 1}, {"yday", t.YearDay()},
	} {
		fields.RawSetString(f.name, lua.LNumber(f.value))
	}
	fields.RawSetString("isdst", lua.LBool(t.IsDST()))
	return fields
}

// strftime is C's in the C locale, each conversion of two characters by itself.
// What is no conversion stays as it is.
func strftime(format string, t time.Time) string {
	text := make([]byte, 0, 64)
	for i := 0; i < len(format); i++ {
		if format[i] != '%' || i+1 == len(format) {
			text = append(text, format[i])
			continue
		}
		i++
		text = appendConversion(text, format[i], t)
	}
	return string(text)
}

// composed are the conversions that stand for others.
var composed = map[byte]string{
	'c': "%a %b %e %H:%M:%S %Y", 'D': "%m/%d/%y", 'F': "%Y-%m-%d", 'h': "%b", 'R': "%H:%M", 'T': "%H:%M:%S",
	'r': "%I:%M:%S %p", 'x': "%m/%d/%y", 'X': "%H:%M:%S",
}

func appendConversion(text []byte, c byte, t time.Time) []byte {
	number := func(format string, n int) []byte { return fmt.Appendf(text, format, n) }
	switch c {
	case 'a':
		return append(text, t.Weekday().String()[:3]...)
	case 'A':
		return append(text, t.Weekday().String()...)
	case 'b', 'h':
		return append(text, t.Month().String()[:3]...)
	case 'B':
		return append(text, t.Month().String()...)
	case 'C':
		return number("%d", floorDiv(t.Year(), 100))
	case 'd':
		return number("%02d", t.Day())
	case 'e':
		return number("%2d", t.Day())
	case 'g':
		year, _ := t.ISOWeek()
		return number("%02d", floorMod(year, 100))
	case 'G':
		year, _ := t.ISOWeek()
		return number("%d", year)
	case 'H':
		return number("%02d", t.Hour())
	case 'I':
		return number("%02d", (t.Hour()+11)%12+1)
	case 'j':
		return number("%03d", t.YearDay())
	case 'k':
		return number("%2d", t.Hour())
	case 'l':
		return number("%2d", (t.Hour()+11)%12+1)
	case 'm':
		return number("%02d", int(t.Month()))
	case 'M':
		return number("%02d", t.Minute())
	case 'n':
		return append(text, '\n')
	case 'p':
		return append(text, t.Format("PM")...)
	case 'P':
		return append(text, t.Format("pm")...)
	case 's':
		return number("%d", localSeconds(t))
	case 'S':
		return number("%02d", t.Second())
	case 't':
		return append(text, '\t')
	case 'u':
		return number("%d", int(t.Weekday()+6)%7+1)
	case 'U':
		return number("%02d", (t.YearDay()+6-int(t.Weekday()))/7)
	case 'V':
		_, week := t.ISOWeek()
		return number("%02d", week)
	case 'w':
		return number("%d", int(t.Weekday()))
	case 'W':
		return number("%02d", (t.YearDay()+6-int(t.Weekday()+6)%7)/7)
	case 'y':
		return number("%02d", floorMod(t.Year(), 100))
	case 'Y':
		return number("%d", t.Year())
	case 'z':
		return t.AppendFormat(text, "-0700")
	case 'Z':
		return append(text, zoneName(t)...)
	case '%':
		return append(text, '%')
	case '1', '2', '3', '4', '5', '6', '7', '8', '9': // a width, of nothing
		return fmt.Appendf(text, "%*s", c-'0', "%"+string(c))
	}
	if format, ok := composed[c]; ok {
		return append(text, strftime(format, t)...)
	}
	return append(text, '%', c)
}

// zoneName is what C calls the zone.
func zoneName(t time.Time) string {
	if t.Location() == time.UTC {
		return "GMT"
	}
	name, _ := t.Zone()
	return name
}

// localSeconds is the time at which local clocks show t.
func localSeconds(t time.Time) int {
	if t.Location() == time.UTC {
		t = time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.Local)
		return int(inSeason(t, false))
	}
	return int(t.Unix())
}

func floorDiv(x, y int) int { return (x - floorMod(x, y)) / y }
func floorMod(x, y int) int { return (x%y + y) % y }
