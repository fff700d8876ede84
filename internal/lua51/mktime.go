package lua51

import (
	"time"

	lua "github.com/yuin/gopher-lua"
)

// dateTable is the argument of os.time.
type dateTable struct {
	L     *lua.LState
	table *lua.LTable
}

// integer is a field, a C int. Negative, the default is none.
func (d dateTable) integer(name string, otherwise int32) int {
	x, ok := toNumber(d.L.GetField(d.table, name))
	if !ok {
		if otherwise < 0 {
			d.L.RaiseError("field '%s' missing in date table", name)
		}
		return int(otherwise)
	}
	return int(int32(toInteger(x)))
}

// mktime is C's: the time that the fields say, which may be out of their
// ranges. ok is false when there is no such time, or it is -1.
func mktime(d dateTable, where *time.Location) (seconds int64, ok bool) {
	second, minute, hour := d.integer("sec", 0), d.integer("min", 0), d.integer("hour", 12)
	day := d.integer("day", -1)
	// struct tm counts months from 0 and years from 1900, and wraps around.
	month := int(int32(d.integer("month", -1)-1)) + 1
	year := int(int32(d.integer("year", -1)-1900)) + 1900
	t := time.Date(year, time.Month(month), day, hour, minute, second, 0, where)
	seconds = t.Unix()
	if summer := d.L.GetField(d.table, "isdst"); summer != lua.LNil {
		seconds = inSeason(t, lua.LVAsBool(summer))
	}
	_, ok = brokenDown(seconds, where)
	return seconds, ok && seconds != -1
}

// inSeason is the time at which clocks of the other season show what they show
// at t, if t is not in the season that is meant: by the nearest such season, and
// where there is none by an hour.
func inSeason(t time.Time, summer bool) int64 {
	if t.IsDST() == summer {
		return t.Unix()
	}
	const (
		stride = 601200 * time.Second
		bound  = 450 // strides
	)
	_, offset := t.Zone()
	for i := range time.Duration(bound) {
		for _, near := range [...]time.Time{t.Add(-i * stride), t.Add(i * stride)} {
			if near.IsDST() == summer {
				_, other := near.Zone()
				return t.Unix() + int64(offset-other)
			}
		}
	}
	if summer {
		return t.Unix() - 3600
	}
	return t.Unix() + 3600
}
