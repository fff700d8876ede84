package ship

import (
	"encoding/binary"
	"fmt"

	lua "github.com/yuin/gopher-lua"
)

// body writes what object id consists of.
func (e *encoder) body(id int) {
	o := &e.objects[id]
	switch v := o.v.(type) {
	case *lua.LTable:
		e.bodies = e.table(e.bodies, v, id)
	case *lua.LFunction:
		e.bodies = e.function(e.bodies, v, id)
	case *lua.Upvalue:
		e.bodies = e.value(e.bodies, v.Value(), place{parent: id, via: viaSelf})
	case *lua.FunctionProto:
		e.bodies = e.prototype(e.bodies, v, id)
	case *lua.LUserData:
		e.bodies = e.userdata(e.bodies, v, id)
	case *standIn:
		e.bodies = e.string(e.bodies, v.what)
		e.bodies = e.string(e.bodies, v.text)
	}
}

// table writes the metatable, the array part, and the other fields in the order
// of pairs. An array part that is mostly holes is written as fields.
func (e *encoder) table(b []byte, t *lua.LTable, id int) []byte {
	b = e.value(b, t.Metatable, place{parent: id, via: viaMeta})
	n := t.MaxN()
	used := 0
	for i := 1; i <= n; i++ {
		if orNil(t.RawGetInt(i)) != lua.LNil {
			used++
		}
	}
	start := lua.LNil
	if used < n/2 {
		e.padding += n - used
		if e.padding > maxPadding {
			return e.refuse(e.bodies, t, id, &Error{
				What: fmt.Sprintf("a table with an index as large as %d and next to nothing below", n),
				Hint: "make the index a string",
			})
		}
		n = 0
	}
	if n > 0 {
		start = lua.LNumber(n)
	}
	b = binary.AppendUvarint(b, uint64(n))
	for i := 1; i <= n; i++ {
		b = e.value(b, t.RawGetInt(i), place{parent: id, via: viaIndex, n: i})
	}
	fields, strings := e.entries[:0], 0
	for k, v := t.Next(start); k != lua.LNil; k, v = t.Next(k) {
		fields = append(fields, entry{k, v})
		if _, ok := k.(lua.LString); ok {
			strings++
		}
	}
	e.entries = fields
	b = binary.AppendUvarint(b, uint64(len(fields)))
	b = binary.AppendUvarint(b, uint64(strings))
	for _, f := range fields {
		b = e.value(b, f.k, place{parent: id, via: viaKey})
		b = e.value(b, f.v, place{parent: id, via: viaField, key: f.k})
	}
	return b
}

// function writes environment, prototype and cells.
func (e *encoder) function(b []byte, f *lua.LFunction, id int) []byte {
	if f.Env == e.s.base.global {
		b = e.native(b, rootGlobal)
	} else {
		b = e.value(b, f.Env, place{parent: id, via: viaEnv})
	}
	b = e.object(b, kindProto, f.Proto, place{parent: id, via: viaSelf})
	b = binary.AppendUvarint(b, uint64(len(f.Upvalues)))
	for i, u := range f.Upvalues {
		if u == nil {
			u = &lua.Upvalue{}
		}
		b = e.object(b, kindCell, u, place{parent: id, via: viaUpvalue, n: i})
	}
	e.want(f)
	return b
}

// userdata writes what its hook makes of it.
func (e *encoder) userdata(b []byte, ud *lua.LUserData, id int) []byte {
	h := &e.s.hooks[e.objects[id].hook]
	state, err := h.Pack(ud)
	if err != nil {
		return e.refuse(b, ud, id, packError(h, err))
	}
	b = e.string(b, h.Kind)
	b = binary.AppendUvarint(b, uint64(len(state)))
	for _, v := range state {
		b = e.value(b, v, place{parent: id, via: viaSelf})
	}
	return b
}

// refuse deals with an object that turns out not to travel after it has been
// referred to: an error, or the body of a stand-in.
func (e *encoder) refuse(b []byte, v lua.LValue, id int, err *Error) []byte {
	o := &e.objects[id]
	err.Path = e.path(o.at)
	if !e.lenient {
		e.fail(err)
		return b
	}
	s := standInFor(v, err)
	o.kind, o.v = kindStandIn, s
	return e.string(e.string(b, s.what), s.text)
}
