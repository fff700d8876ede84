package ship

import (
	"math"

	lua "github.com/yuin/gopher-lua"
)

// value reads any value.
func (d *decoder) value() lua.LValue {
	switch tag := d.byte(); tag {
	case tagObject:
		return orNil(ref[lua.LValue](d))
	case tagNative:
		return d.native()
	default:
		return d.scalar(tag)
	}
}

// scalar reads the rest of a value that is no reference.
func (d *decoder) scalar(tag byte) lua.LValue {
	switch tag {
	case tagNil:
		return lua.LNil
	case tagFalse:
		return lua.LFalse
	case tagTrue:
		return lua.LTrue
	case tagInt:
		return lua.LNumber(d.int())
	case tagFloat:
		return lua.LNumber(math.Float64frombits(d.uint64()))
	case tagString:
		if i := d.uint(len(d.strings)); d.err == nil {
			return d.strings[i]
		}
		return lua.LNil
	}
	d.fail("a value with tag %d", tag)
	return lua.LNil
}

func (d *decoder) constant() lua.LValue { return d.scalar(d.byte()) }

func (d *decoder) string() string {
	if i := d.uint(len(d.strings)); d.err == nil {
		return string(d.strings[i].(lua.LString))
	}
	return ""
}

func (d *decoder) native() lua.LValue {
	if i := d.uint(len(d.natives)); d.err == nil {
		return d.natives[i]
	}
	return lua.LNil
}

// ref reads the number of an object that must be a T.
func ref[T any](d *decoder) T {
	var zero T
	i := d.uint(len(d.objects))
	if d.err != nil {
		return zero
	}
	o, ok := d.objects[i].(T)
	if !ok {
		d.fail("object %d is of another kind", i)
	}
	return o
}

func (d *decoder) table(t *lua.LTable) {
	meta := d.value()
	if _, ok := meta.(*lua.LTable); !ok && meta != lua.LNil {
		d.fail("a metatable that is a %s", meta.Type())
	}
	list := make([]lua.LValue, d.count(1))
	for i := range list {
		list[i] = d.value()
	}
	end := len(list)
	if end > 0 && list[end-1] == lua.LNil {
		d.fail("an array that ends in nil")
	}
	fields := d.count(2)
	strings := d.uint(fields + 1)
	d.entries = d.entries[:0]
	for range fields {
		k, v := d.value(), d.value()
		if v == lua.LNil {
			d.fail("a field without a value")
		}
		d.checkKey(k, &end)
		if d.err != nil {
			return
		}
		d.entries = append(d.entries, entry{k, v})
	}
	*t = *d.s.L.CreateTable(end, strings) // the same pointer, with room for what comes
	t.Metatable = meta
	for i, v := range list {
		t.RawSetInt(i+1, v)
	}
	for _, f := range d.entries {
		t.RawSet(f.k, f.v)
	}
}

// checkKey fails if k cannot be a key, or if it would blow up the array part of
// a table whose last index is *last.
func (d *decoder) checkKey(k lua.LValue, last *int) {
	switch k := k.(type) {
	case *lua.LNilType:
		d.fail("a nil key")
	case lua.LNumber:
		if k != k {
			d.fail("a NaN key")
		} else if i := int(k); k > 0 && k < lua.LNumber(lua.MaxArrayIndex) && i > *last {
			d.padding += i - *last - 1
			*last = i
			if d.padding > maxPadding {
				d.fail("the index %v, too far beyond the end of a table", k)
			}
		}
	}
}

func (d *decoder) function(f *lua.LFunction) {
	env, ok := d.value().(*lua.LTable)
	if !ok {
		d.fail("an environment that is no table")
	}
	f.Env = env
	f.Proto = ref[*lua.FunctionProto](d)
	f.Upvalues = make([]*lua.Upvalue, d.uint(1<<8))
	for i := range f.Upvalues {
		f.Upvalues[i] = ref[*lua.Upvalue](d)
	}
}

// A setting is one change to a native table, checked but not made yet.
type setting struct {
	t    *lua.LTable
	k, v lua.LValue
}

func (d *decoder) readChanges() []setting {
	all := make([]setting, d.count(3))
	ends := map[*lua.LTable]*int{}
	for i := range all {
		t, ok := d.native().(*lua.LTable)
		k, v := d.value(), d.value()
		switch {
		case d.err != nil:
			return nil
		case !ok:
			d.fail("a change to what is no table")
			return nil
		case k == metaKey:
			if _, ok := v.(*lua.LTable); !ok && v != lua.LNil {
				d.fail("a metatable that is a %s", v.Type())
			}
		default:
			if ends[t] == nil {
				n := t.MaxN()
				ends[t] = &n
			}
			d.checkKey(k, ends[t])
		}
		all[i] = setting{t, k, v}
	}
	return all
}

func (s setting) apply() {
	if s.k == metaKey {
		s.t.Metatable = s.v
	} else {
		s.t.RawSet(s.k, s.v)
	}
}
