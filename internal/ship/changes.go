package ship

import (
	"cmp"
	"slices"
	"strings"

	lua "github.com/yuin/gopher-lua"
)

// A change is a field of a native table that is not what it was at the start.
type change struct {
	k, v, was lua.LValue // v and was are nil where there is, or was, none
}

// changes lists what the script did to the table of r: changed and removed fields
// in the order of their keys, then added ones in the order of pairs.
//
// A table keeps its hash keys in order of first use for good, so what was added
// comes after the last key of the record and the rest takes one look each.
func (b *baseline) changes(r *record, to []change) []change {
	t := r.owner.(*lua.LTable)
	was := b.contents(r)
	first, _ := t.Next(lua.LNil)
	last := lua.LNil
	if len(was) > 0 {
		last = was[len(was)-1].k
	}
	if isNumber(first) || len(was) > 0 && isNumber(was[0].k) {
		return b.changesOfList(t, was, to)
	}
	n := len(to)
	for _, e := range was {
		if v := t.RawGet(e.k); v != e.v {
			to = append(to, change{e.k, v, e.v})
		}
	}
	sortChanges(to[n:])
	for k, v := t.Next(last); k != lua.LNil; k, v = t.Next(k) {
		to = append(to, change{k, v, lua.LNil})
	}
	return to
}

// changesOfList does the same for a table with an array part, old or new.
func (b *baseline) changesOfList(t *lua.LTable, was []entry, to []change) []change {
	n := len(to)
	known := make(map[lua.LValue]bool, len(was))
	for _, e := range was {
		known[e.k] = true
		if v := t.RawGet(e.k); v != e.v {
			to = append(to, change{e.k, v, e.v})
		}
	}
	sortChanges(to[n:])
	for k, v := t.Next(lua.LNil); k != lua.LNil; k, v = t.Next(k) {
		if !known[k] {
			to = append(to, change{k, v, lua.LNil})
		}
	}
	return to
}

func sortChanges(c []change) {
	slices.SortStableFunc(c, func(x, y change) int { return compareKeys(x.k, y.k) })
}

// compareKeys orders numbers before strings before all else.
func compareKeys(x, y lua.LValue) int {
	switch x := x.(type) {
	case lua.LNumber:
		if y, ok := y.(lua.LNumber); ok {
			return cmp.Compare(x, y)
		}
	case lua.LString:
		if y, ok := y.(lua.LString); ok {
			return strings.Compare(string(x), string(y))
		}
	}
	return cmp.Compare(keyRank(x), keyRank(y))
}

func keyRank(k lua.LValue) int {
	switch k.(type) {
	case lua.LNumber:
		return 0
	case lua.LString:
		return 1
	}
	return 2
}

func isNumber(v lua.LValue) bool { _, ok := v.(lua.LNumber); return ok }
