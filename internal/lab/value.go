package lab

import (
	"fmt"
	"math"
	"sort"
	"strconv"
	"strings"

	lua "github.com/yuin/gopher-lua"
)

// literal writes a value as Lua text, the same for values that are equal all the
// way down: tables are sorted. What has no such text, as a function has none, is
// what it is called.
func literal(v lua.LValue) string {
	w := literals{}
	w.value(v, 0)
	return w.String()
}

// How much of a value is written.
const (
	literalDepth = 16
	literalSize  = 1 << 16 // bytes
)

type literals struct{ strings.Builder }

func (w *literals) value(v lua.LValue, depth int) {
	switch v := v.(type) {
	case lua.LString:
		w.WriteString(quoted(string(v)))
	case lua.LNumber:
		w.WriteString(numeral(float64(v)))
	case *lua.LTable:
		w.table(v, depth)
	case *lua.LNilType, lua.LBool:
		w.WriteString(v.String())
	default:
		fmt.Fprintf(w, "(a %s)", v.Type())
	}
}

func (w *literals) table(t *lua.LTable, depth int) {
	if depth == literalDepth || w.Len() > literalSize {
		w.WriteString("{…}")
		return
	}
	var parts []string
	n := t.Len()
	for i := 1; i <= n; i++ {
		item := literals{}
		item.value(t.RawGetInt(i), depth+1)
		parts = append(parts, item.String())
	}
	var named []string
	t.ForEach(func(key, v lua.LValue) {
		if i, ok := key.(lua.LNumber); ok && i >= 1 && i <= lua.LNumber(n) && float64(i) == math.Trunc(float64(i)) {
			return
		}
		item := literals{}
		if name, ok := key.(lua.LString); ok && isName(string(name)) {
			item.WriteString(string(name) + " = ")
		} else {
			item.WriteString("[")
			item.value(key, depth+1)
			item.WriteString("] = ")
		}
		item.value(v, depth+1)
		named = append(named, item.String())
	})
	sort.Strings(named)
	parts = append(parts, named...)
	if len(parts) == 0 {
		w.WriteString("{}")
		return
	}
	w.WriteString("{ " + strings.Join(parts, ", ") + " }")
}

func numeral(n float64) string {
	if n == math.Trunc(n) && math.Abs(n) < 1<<53 {
		return strconv.FormatFloat(n, 'f', 0, 64)
	}
	return strconv.FormatFloat(n, 'g', -1, 64)
}

func isName(s string) bool {
	for i, c := range s {
		if c != '_' && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (i == 0 || c < '0' || c > '9') {
			return false
		}
	}
	return s != ""
}

// quoted is a text as it is shown in a line: what a terminal would not show as it
// is, is escaped.
func quoted(s string) string { return strconv.Quote(s) }

// shown is a text for a line of a report, cut where it is long.
func shown(text string, most int) string {
	runes := []rune(text)
	if len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return text
}
