package luamod

import (
	"errors"
	"fmt"
	"math"

	lua "github.com/yuin/gopher-lua"

	"ipclua/sysv"
)

// openingOptions are the options of all three constructors.
func openingOptions() []string {
	return []string{"key", "id", "create", "exclusive", "mode", "temporary"}
}

// opening is what the options of all three constructors ask for.
type opening struct {
	kind      sysv.Kind
	key       sysv.Key
	id        int
	byID      bool
	private   bool // IPC_PRIVATE: a new object that no key leads to
	create    bool
	exclusive bool
	mode      int
	temporary bool
}

// constructorOptions reads the table of a constructor whose own options are
// named.
func constructorOptions(a args, own ...string) options {
	if a.given(1) {
		return a.options(1, append(own, openingOptions()...)...)
	}
	return a.options(1)
}

// opening reads the options of all three kinds. creates tells whether the
// options say enough to create an object; if not, missing names what lacks.
func (m *Module) opening(o options, kind sysv.Kind, creates bool, missing string) opening {
	p := opening{kind: kind, mode: o.mode("mode", 0o600), temporary: o.boolean("temporary", false), exclusive: o.boolean("exclusive", false)}
	p.create = creates && o.boolean("create", true)
	if o.has("id") {
		p.byID, p.create = true, false
		p.id = int(o.integerOption("id", 0, math.MinInt32, math.MaxInt32))
		switch {
		case o.has("key"):
			o.failOption("id", "there is also a key; give one of them")
		case p.exclusive:
			o.failOption("exclusive", "what is opened by its id exists")
		}
		return p
	}
	p.key = m.keyOption(o)
	p.private = p.key == sysv.IPC_PRIVATE
	switch {
	case p.create:
	case p.private && !creates:
		o.fail(o.n, "a new %s needs %s; one that exists needs its key or id", kind, missing)
	case p.private:
		o.failOption("create", "is false, and there is neither a key nor an id to open")
	case p.exclusive && !creates:
		o.failOption("exclusive", "without "+missing+" nothing is created")
	case p.exclusive:
		o.failOption("exclusive", "contradicts create = false")
	}
	return p
}

// keyOption reads a key: an integer, or a path for ftok(path, 1).
func (m *Module) keyOption(o options) sysv.Key {
	path, ok := o.value("key").(lua.LString)
	if !ok {
		return sysv.Key(o.integerOption("key", int64(sysv.IPC_PRIVATE), math.MinInt32, math.MaxUint32))
	}
	key, err := m.world.Ftok(string(path), 1)
	if err != nil {
		if n, e := sysv.ParseKey(string(path)); e == nil {
			o.failOption("key", fmt.Sprintf("a string is a path, and there is no file '%s'; for the key write %d without quotes", string(path), uint32(n)))
		}
		m.raise(o.L, err)
	}
	return key
}

// mode reads permission bits.
func (o options) mode(name string, def int) int {
	mode := o.flagsOption(name, def, modeOnly())
	if mode&^0o777 != 0 {
		o.failOption(name, fmt.Sprintf("0%o has bits that are no permissions", mode))
	}
	return mode
}

// rounds is how often somebody else may remove an object between the attempt
// to create it and the attempt to open it.
const rounds = 100

// errGone is what a use of a just opened object gives back to have another
// round: it was removed in between.
var errGone = errors.New("removed in between")

// open finds or creates an object. get is the kind's get call with the flags
// given; exists tells that the object is there, so that sizes are for the
// kernel to compare. use makes the rest of the handle: when it fails what was
// created is removed again, and errGone from it has the whole done again. Who
// created an object is known for certain: IPC_EXCL is tried first.
func (m *Module) open(p opening, get func(flags int, exists bool) (int, error), use func(*object) error) error {
	var err error
	for range rounds {
		o := &object{kind: p.kind, id: p.id, key: p.key}
		if !p.byID {
			if err = m.obtain(p, o, get); err != nil {
				if errors.Is(err, sysv.ENOENT) && p.create {
					continue
				}
				return err
			}
		} else if s, e := m.statObject(p.kind, p.id); e != nil {
			return e
		} else {
			o.key = s.perm().Key
		}
		if err = use(o); err == nil {
			if o.created && !p.temporary {
				m.made(o.kind, o.id)
			}
			return nil
		}
		if o.created {
			m.control(o.kind, o.id, sysv.IPC_RMID, nil)
			m.temporary.forget(o.kind, o.id)
		}
		if err != errGone {
			return err
		}
	}
	return &sysv.Error{Op: getName(p.kind), Object: p.key, Errno: sysv.EIDRM, Why: "somebody removes it again and again"}
}

// obtain fills in id and created.
func (m *Module) obtain(p opening, o *object, get func(flags int, exists bool) (int, error)) (err error) {
	if p.create {
		flags := sysv.IPC_CREAT | sysv.IPC_EXCL | p.mode
		create := func() (err error) {
			o.id, err = get(flags, false)
			return err
		}
		if p.temporary {
			m.world.Context() // from here on there is something to clean up
			err = m.temporary.create(o, create)
		} else {
			err = create()
		}
		if err == nil {
			o.created = true
			return nil
		}
		if p.private || p.exclusive || !errors.Is(err, sysv.EEXIST) {
			return err
		}
	}
	o.id, err = get(0, true)
	return err
}

// made tells who wants to know of an object that may be new.
func (m *Module) made(kind sysv.Kind, id int) {
	if m.world.Created != nil {
		m.world.Created(kind, id)
	}
}

// mayCreate tells whether a get call of the C layer can make an object.
func mayCreate(key sysv.Key, flags int) bool {
	return key == sysv.IPC_PRIVATE || flags&sysv.IPC_CREAT != 0
}

// isGone tells that an object was removed.
func isGone(err error) bool { return errors.Is(err, sysv.EIDRM) || errors.Is(err, sysv.EINVAL) }

// vanished tells, after a failure, whether a just opened object is there no
// more and another round is due.
func (m *Module) vanished(p opening, o *object, err error) bool {
	if p.byID || o.created || !isGone(err) {
		return false
	}
	_, e := m.statObject(o.kind, o.id)
	return e != nil && isGone(e)
}
