package ship

import (
	"encoding/binary"
	"slices"

	lua "github.com/yuin/gopher-lua"
)

// metaKey stands for the metatable in the key of a change: no field has a nil key.
var metaKey = lua.LNil

// opensGlobals reports whether the native n lets code reach globals whose names
// the code does not show.
func (b *baseline) opensGlobals(n int) bool {
	if n == rootGlobal {
		return true
	}
	x := &b.nodes[n]
	if k, ok := x.key.(lua.LString); ok && x.parent == rootGlobal {
		return opensGlobals(string(k))
	}
	return false
}

func opensGlobals(name string) bool {
	switch name {
	case "_G", "getfenv", "setfenv", "load", "loadstring", "loadfile", "dofile", "module", "require", "debug":
		return true
	}
	return false
}

// A scan is the code of a prototype run in an environment.
type scan struct {
	env   *lua.LTable
	proto *lua.FunctionProto
}

// want notes the globals that the code of f and of the functions in it names. A
// name that an environment of its own answers is no global.
func (e *encoder) want(f *lua.LFunction) {
	todo := []*lua.FunctionProto{f.Proto}
	for len(todo) > 0 {
		p := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if e.scanned[scan{f.Env, p}] {
			continue
		}
		e.scanned[scan{f.Env, p}] = true
		for _, name := range globalNames(p) {
			if !e.wanted[name] && (f.Env == e.s.base.global || f.Env.RawGetString(name) == lua.LNil) {
				e.wanted[name] = true
				e.queue = append(e.queue, name)
				e.all = e.all || opensGlobals(name)
			}
		}
		todo = append(todo, p.FunctionPrototypes...)
	}
}

// globals adds what the shipped code needs around it. First, and strictly, the
// globals that it names; then what it might reach.
func (e *encoder) globals() {
	e.named()
	e.lenient = true
	e.libraries()
	e.named()
	if e.all {
		e.everyGlobal()
	}
	e.modules()
}

// named sends the globals in the queue, and those named by what that brings.
func (e *encoder) named() {
	b := e.s.base
	for len(e.queue) > 0 && e.err == nil {
		name := e.queue[0]
		e.queue = e.queue[1:]
		v, k := b.global.RawGetString(name), lua.LString(name)
		if v == b.child(b.global, stepKey, k) {
			continue
		}
		label := "global '" + name + "'"
		if e.lenient {
			label = "_G." + name
		}
		e.change(rootGlobal, k, v, label)
	}
}

// libraries sends what the script did to native tables, wherever it is used: a
// method added to string, another package.path. The registry belongs to Go.
func (e *encoder) libraries() {
	b := e.s.base
	b.paths()
	loaded := b.loaded()
	var scratch []change
	for n := range b.nodes {
		x := &b.nodes[n]
		t, ok := x.v.(*lua.LTable)
		if !ok || n == rootRegistry {
			continue
		}
		r := &b.records[b.of[t]]
		if orNil(t.Metatable) != r.meta {
			e.change(n, metaKey, orNil(t.Metatable), b.name(n)+" -> its metatable")
		}
		if n == rootGlobal {
			continue
		}
		scratch = b.changes(r, scratch[:0])
		for _, c := range scratch {
			switch {
			case t == loaded && c.was == lua.LNil:
				// see modules
			case x.inside && !e.plain(c.v):
			default:
				e.change(n, c.k, c.v, b.name(n)+keyText(c.k))
			}
		}
	}
}

// plain reports whether v travels without a body. A table that only Go functions
// see holds what they expect to find there, never a stand-in.
func (e *encoder) plain(v lua.LValue) bool {
	switch v.(type) {
	case *lua.LTable, *lua.LFunction, *lua.LUserData, *lua.LState, lua.LChannel:
		_, native := e.s.base.node(v)
		return native
	}
	return true
}

// everyGlobal sends all globals that were not sent by name.
func (e *encoder) everyGlobal() {
	b := e.s.base
	all := b.changes(&b.records[b.of[b.global]], nil)
	all = slices.DeleteFunc(all, func(c change) bool {
		k, ok := c.k.(lua.LString)
		return ok && e.wanted[string(k)]
	})
	for _, c := range all {
		e.change(rootGlobal, c.k, c.v, "_G"+keyText(c.k))
	}
	e.queue = nil // named by what was sent, and sent with it
}

// modules registers the modules that came along, so that require gives the same
// value as the code that refers to them; other modules load anew.
func (e *encoder) modules() {
	b := e.s.base
	loaded := b.loaded()
	if loaded == nil {
		return
	}
	n, ok := b.node(loaded)
	if !ok {
		return
	}
	for _, c := range b.changes(&b.records[b.of[loaded]], nil) {
		if c.was != lua.LNil {
			continue
		}
		if id, sent := e.ids[c.v]; sent && e.objects[id].kind != kindStandIn {
			e.change(n, c.k, c.v, b.name(n)+keyText(c.k))
		}
	}
}

// loaded is package.loaded, or nil where there is no package library.
func (b *baseline) loaded() *lua.LTable {
	t, _ := b.child(b.roots[rootRegistry], stepKey, lua.LString("_LOADED")).(*lua.LTable)
	return t
}

// change adds one change to the native table n, and the bodies that it needs.
func (e *encoder) change(n int, k, v lua.LValue, label string) {
	at := place{parent: none, via: viaText, text: label}
	e.changes = binary.AppendUvarint(e.changes, uint64(e.nativeID(n)))
	e.changes = e.value(e.changes, k, at)
	e.changes = e.value(e.changes, v, at)
	e.nchanges++
	e.drain()
}
