package ship

import lua "github.com/yuin/gopher-lua"

// packed is a userdata that waits for its hook.
type packed struct {
	hook  *Hook
	state []lua.LValue
	stage stage
}

type stage byte

const (
	waiting stage = iota
	begun
	done
)

// userdata reads the state of a userdata, or what a stand-in has to say.
func (d *decoder) userdata(ud *lua.LUserData) {
	if s, ok := ud.Value.(*standIn); ok {
		s.what, s.text = d.string(), d.string()
		ud.Metatable = d.s.standInMeta()
		return
	}
	kind := d.string()
	p := &packed{hook: d.s.hook(kind), state: make([]lua.LValue, d.count(1))}
	if p.hook == nil {
		d.fail("a userdata of unknown kind %q", kind)
	}
	for i := range p.state {
		p.state[i] = d.value()
	}
	if d.states == nil {
		d.states = map[*lua.LUserData]*packed{}
	}
	d.states[ud] = p
}

// unpackAll runs the hooks, each after those of the userdata that it depends on:
// depth first over userdata and the tables of their states, without recursion. By
// now the message is known to be whole.
func (d *decoder) unpackAll() {
	type frame struct {
		ud   *lua.LUserData // to unpack after the rest; nil for a table
		rest []lua.LValue
	}
	var stack []frame
	seen := map[*lua.LTable]bool{}
	enter := func(v lua.LValue) {
		switch v := v.(type) {
		case *lua.LUserData:
			p := d.states[v]
			if p == nil || p.stage == done {
				return
			}
			if p.stage == begun {
				d.fail("a userdata of kind %q that is made of itself", p.hook.Kind)
			}
			p.stage = begun
			stack = append(stack, frame{v, p.state})
		case *lua.LTable:
			if _, native := d.s.base.of[v]; !native && !seen[v] {
				seen[v] = true
				stack = append(stack, frame{nil, contents(v)})
			}
		}
	}
	for _, o := range d.objects {
		if ud, ok := o.(*lua.LUserData); ok {
			enter(ud)
		}
		for len(stack) > 0 && d.err == nil {
			top := &stack[len(stack)-1]
			if len(top.rest) > 0 {
				v := top.rest[0]
				top.rest = top.rest[1:]
				enter(v)
				continue
			}
			if top.ud != nil {
				p := d.states[top.ud]
				d.err = p.hook.Unpack(d.s.L, top.ud, p.state)
				p.stage = done
			}
			stack = stack[:len(stack)-1]
		}
		if d.err != nil {
			return
		}
	}
}

func contents(t *lua.LTable) []lua.LValue {
	var all []lua.LValue
	for k, v := t.Next(lua.LNil); k != lua.LNil; k, v = t.Next(k) {
		all = append(all, k, v)
	}
	return all
}
