package ship

import (
	"slices"

	lua "github.com/yuin/gopher-lua"
)

// A baseline is what a fresh interpreter contains: the tables, functions and
// userdata that can be reached from its roots, each with its first contents.
//
// Taking it is all that a new process pays for. Paths are worked out later, and
// only by a process that sends something.
type baseline struct {
	global  *lua.LTable
	roots   [nRoots]lua.LValue
	of      map[lua.LValue]int // index in records
	records []record
	entries []entry // of all records

	nodes []node // in canonical order: breadth first, keys sorted; see paths
	at    map[lua.LValue]int
}

// The roots, in the order in which both sides number them.
const (
	rootGlobal = iota
	rootRegistry
	rootStringMeta
	nRoots
)

// A record is the first contents of one table, or the upvalues of one function
// under their index; userdata have a metatable only.
type record struct {
	owner  lua.LValue
	meta   lua.LValue
	lo, hi int // in entries
}

type entry struct{ k, v lua.LValue }

// A node is one way to reach a native value: from a parent by key or metatable.
type node struct {
	v      lua.LValue
	parent int // -1: a root
	step   step
	key    lua.LValue
	inside bool // only reached through the upvalues of a function
}

type step byte

const (
	stepKey step = iota
	stepMeta
)

func takeBaseline(L *lua.LState) *baseline {
	b := &baseline{
		global:  L.G.Global,
		roots:   [nRoots]lua.LValue{L.G.Global, L.G.Registry, L.GetMetatable(lua.LString(""))},
		of:      make(map[lua.LValue]int, 64),
		records: make([]record, 0, 64),
		entries: make([]entry, 0, 512),
	}
	for _, r := range b.roots {
		b.meet(r)
	}
	for i := 0; i < len(b.records); i++ {
		b.take(i)
	}
	return b
}

// meet makes a record for v, unless there is nothing in it to record.
func (b *baseline) meet(v lua.LValue) {
	switch x := v.(type) {
	case *lua.LTable, *lua.LUserData:
	case *lua.LFunction:
		if !recorded(x) {
			return
		}
	default:
		return
	}
	if _, seen := b.of[v]; !seen {
		b.of[v] = len(b.records)
		b.records = append(b.records, record{owner: v})
	}
}

// recorded reports whether a function of the baseline has a record. Go functions
// without upvalues, which most are, need none.
func recorded(f *lua.LFunction) bool { return !f.IsG || len(f.Upvalues) > 0 }

func (b *baseline) take(i int) {
	lo, meta := len(b.entries), lua.LNil
	switch x := b.records[i].owner.(type) {
	case *lua.LTable:
		for k, v := x.Next(lua.LNil); k != lua.LNil; k, v = x.Next(k) {
			b.entries = append(b.entries, entry{k, v})
		}
		meta = orNil(x.Metatable)
	case *lua.LFunction:
		for n, u := range x.Upvalues {
			if u != nil {
				b.entries = append(b.entries, entry{lua.LNumber(n), orNil(u.Value())})
			}
		}
	case *lua.LUserData:
		meta = orNil(x.Metatable)
	}
	r := &b.records[i]
	r.meta, r.lo, r.hi = meta, lo, len(b.entries)
	for _, e := range b.entries[lo:] {
		b.meet(e.v)
	}
	b.meet(meta)
}

func (b *baseline) contents(r *record) []entry { return b.entries[r.lo:r.hi] }

// child gives what hung on v at the start, or nil.
func (b *baseline) child(v lua.LValue, s step, key lua.LValue) lua.LValue {
	i, ok := b.of[v]
	if !ok {
		return lua.LNil
	}
	if s == stepMeta {
		return b.records[i].meta
	}
	for _, e := range b.contents(&b.records[i]) {
		if e.k == key {
			return e.v
		}
	}
	return lua.LNil
}

// node finds the native v. Most values are told apart without any paths.
func (b *baseline) node(v lua.LValue) (int, bool) {
	switch x := v.(type) {
	case *lua.LTable, *lua.LUserData:
		if _, ok := b.of[v]; !ok {
			return 0, false
		}
	case *lua.LFunction:
		if _, ok := b.of[v]; !ok && recorded(x) {
			return 0, false
		}
	default:
		return 0, false
	}
	b.paths()
	n, ok := b.at[v]
	return n, ok
}

// paths numbers the natives so that equal interpreters give equal numbers and
// paths, although gopher-lua fills its libraries in random order. What can be
// reached through tables is never named through the upvalues of a function.
func (b *baseline) paths() {
	if b.at != nil {
		return
	}
	b.at = make(map[lua.LValue]int, len(b.entries))
	b.nodes = make([]node, 0, len(b.entries))
	for _, r := range b.roots {
		b.at[r] = len(b.nodes) // a root that is nil keeps its number
		b.nodes = append(b.nodes, node{v: r, parent: -1})
	}
	tables, functions := 0, 0
	for {
		switch {
		case tables < len(b.nodes):
			if _, f := b.nodes[tables].v.(*lua.LFunction); !f {
				b.hang(tables)
			}
			tables++
		case functions < len(b.nodes):
			if _, f := b.nodes[functions].v.(*lua.LFunction); f {
				b.hang(functions)
			}
			functions++
		default:
			return
		}
	}
}

// hang names what hangs on one node and has no name yet.
func (b *baseline) hang(at int) {
	n := &b.nodes[at]
	i, ok := b.of[n.v]
	if !ok {
		return
	}
	r := &b.records[i]
	_, upvalues := n.v.(*lua.LFunction)
	inside := upvalues || n.inside
	var fresh []entry
	for _, e := range b.contents(r) {
		switch e.k.(type) {
		case lua.LString, lua.LNumber:
			if b.nameless(e.v) {
				fresh = append(fresh, e)
			}
		}
	}
	slices.SortFunc(fresh, func(x, y entry) int { return compareKeys(x.k, y.k) })
	for _, e := range fresh {
		if b.nameless(e.v) { // still: it may be there under two keys
			b.at[e.v] = len(b.nodes)
			b.nodes = append(b.nodes, node{e.v, at, stepKey, e.k, inside})
		}
	}
	if b.nameless(r.meta) {
		b.at[r.meta] = len(b.nodes)
		b.nodes = append(b.nodes, node{r.meta, at, stepMeta, lua.LNil, inside})
	}
}

// nameless reports whether v is to have a node and has none.
func (b *baseline) nameless(v lua.LValue) bool {
	switch v.(type) {
	case *lua.LTable, *lua.LFunction, *lua.LUserData:
		_, named := b.at[v]
		return !named
	}
	return false
}

func orNil(v lua.LValue) lua.LValue {
	if v == nil {
		return lua.LNil
	}
	return v
}
