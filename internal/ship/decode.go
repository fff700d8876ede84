package ship

import lua "github.com/yuin/gopher-lua"

// A decoder reads one message. Objects are made empty first, so that bodies can
// refer to any of them, and filled in order.
type decoder struct {
	reader
	s       *Shipper
	strings []lua.LValue
	natives []lua.LValue
	objects []any
	states  map[*lua.LUserData]*packed
	padding int     // empty array slots to be made
	entries []entry // scratch
}

func (d *decoder) message() ([]lua.LValue, error) {
	if string(d.bytes(len(magic))) != magic {
		d.fail("it does not begin as one")
	}
	d.readStrings()
	d.readNatives()
	d.makeObjects()
	for _, o := range d.objects {
		if d.err != nil {
			return nil, d.err
		}
		d.body(o)
	}
	roots := make([]lua.LValue, d.count(1))
	for i := range roots {
		roots[i] = d.value()
	}
	changes := d.readChanges()
	if len(d.in) > 0 {
		d.fail("%d bytes are left over", len(d.in))
	}
	for _, o := range d.objects {
		if f, ok := o.(*lua.LFunction); ok && d.err == nil && len(f.Upvalues) != int(f.Proto.NumUpvalues) {
			d.fail("a function with %d upvalues of %d", len(f.Upvalues), f.Proto.NumUpvalues)
		}
	}
	d.unpackAll()
	if d.err != nil {
		return nil, d.err
	}
	for _, c := range changes {
		c.apply()
	}
	return roots, nil
}

func (d *decoder) readStrings() {
	d.strings = make([]lua.LValue, d.count(1))
	for i := range d.strings {
		d.strings[i] = lua.LString(d.bytes(d.count(1)))
	}
}

func (d *decoder) readNatives() {
	b := d.s.base
	n := d.count(3)
	d.natives = append(make([]lua.LValue, 0, nRoots+n), b.roots[:]...)
	for range n {
		parent, step, key := d.native(), step(d.byte()), d.value()
		if d.err != nil {
			return
		}
		v := b.child(parent, step, key)
		if v == lua.LNil {
			d.fail("this interpreter has no native %s", keyText(key))
		}
		d.natives = append(d.natives, v)
	}
}

func (d *decoder) makeObjects() {
	kinds := d.bytes(d.count(1))
	d.objects = make([]any, len(kinds))
	g := d.s.base.global
	for i, k := range kinds {
		switch k {
		case kindTable:
			d.objects[i] = &lua.LTable{Metatable: lua.LNil}
		case kindFunction:
			d.objects[i] = &lua.LFunction{}
		case kindCell:
			d.objects[i] = &lua.Upvalue{}
		case kindProto:
			d.objects[i] = &lua.FunctionProto{}
		case kindUserdata, kindStandIn:
			ud := &lua.LUserData{Env: g, Metatable: lua.LNil}
			if k == kindStandIn {
				ud.Value = &standIn{}
			}
			d.objects[i] = ud
		default:
			d.fail("an object of kind %d", k)
			return
		}
	}
}

func (d *decoder) body(o any) {
	switch o := o.(type) {
	case *lua.LTable:
		d.table(o)
	case *lua.LFunction:
		d.function(o)
	case *lua.Upvalue:
		o.Close()
		o.SetValue(d.value())
	case *lua.FunctionProto:
		d.prototype(o)
	case *lua.LUserData:
		d.userdata(o)
	}
}
