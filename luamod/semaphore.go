package luamod

import (
	"math"

	lua "github.com/yuin/gopher-lua"

	"ipclua/sysv"
)

// semaphore is a handle of a semaphore set.
type semaphore struct {
	object
	count int
	names []string // of the semaphores, from number 0; may be fewer
	undo  bool     // the default of option 'undo'
	spin  bool     // the default of option 'spin'

	kernel  sysv.Kernel
	spinner spinner    // nil: the kernel has none
	host    *sysv.Host // the kernel, if it is the host itself
	failed  error      // of a call that the machine made without a frame
	one     [1]sysv.SemOp
	ops     []sysv.SemOp // of the last s:op
	flags   int16        // of an operation without options
}

func (m *Module) openSemaphoreClass() {
	methods := append(m.objectMethods(),
		function{"down", m.semDown}, function{"P", m.semDown},
		function{"up", m.semUp}, function{"V", m.semUp},
		function{"zero", m.semZero},
		function{"try", m.semTry},
		function{"op", m.semOp},
		function{"with", m.semWith},
		function{"getval", m.semAsk("getval", sysv.GETVAL)},
		function{"getpid", m.semAsk("getpid", sysv.GETPID)},
		function{"getncnt", m.semAsk("getncnt", sysv.GETNCNT)},
		function{"getzcnt", m.semAsk("getzcnt", sysv.GETZCNT)},
		function{"setval", m.semSetval},
		function{"getall", m.semGetall},
		function{"setall", m.semSetall},
	)
	c := m.newClass("ipc.semaphore", methods, m.objectMeta())
	m.classes.semaphore = c
	for i, name := range [...]string{"down", "P", "up", "V"} {
		m.downUp[i], _ = c.methods.RawGetString(name).(*lua.LFunction)
	}
}

func (m *Module) semaphoreFunctions() []function { return []function{{"semaphore", m.newSemaphore}} }

// newSemaphore is ipc.semaphore{…}.
func (m *Module) newSemaphore(L *lua.LState) int {
	opts := constructorOptions(callArgs(L, "semaphore"), "value", "values", "count", "names", "undo", "spin", "init_timeout")
	values := semaphoreValues(opts)
	s := &semaphore{names: semaphoreNames(opts), undo: opts.boolean("undo", false), spin: opts.boolean("spin", false)}
	if values != nil && len(s.names) > len(values) {
		opts.failOption("names", "there are more names than semaphores")
	}
	patience := 1.0
	if opts.has("init_timeout") {
		d, why := toSeconds(opts.value("init_timeout"))
		if why != "" {
			opts.failOption("init_timeout", why)
		}
		patience = d.Seconds()
	}
	p := m.opening(opts, sysv.Semaphore, values != nil, "value, values or count")

	err := m.open(p, func(mode int, exists bool) (int, error) {
		return m.getSet(p.key, len(values), mode, exists)
	}, func(o *object) (err error) {
		s.object = *o
		s.count, err = m.prepareSet(o, values, patience)
		if err != nil && m.vanished(p, o, err) {
			return errGone
		}
		return err
	})
	if err != nil {
		m.stopIfInterrupted(L, m.world.Context())
		m.raise(L, err)
	}
	if len(s.names) > s.count {
		opts.failOption("names", "there are more names than semaphores")
	}
	if s.names != nil && m.world.Names != nil {
		m.world.Names(s.id, s.names)
	}
	L.Push(m.wrapSemaphore(L, s))
	return 1
}

// wrapSemaphore makes the userdata of a set whose id, count, names and defaults
// are known.
func (m *Module) wrapSemaphore(L *lua.LState, s *semaphore) *lua.LUserData {
	s.class, s.kernel = m.classes.semaphore, m.world.Kernel
	s.spinner, _ = s.kernel.(spinner)
	s.host, _ = s.kernel.(*sysv.Host)
	if s.undo {
		s.flags = sysv.SEM_UNDO
	}
	return m.classes.semaphore.wrapFields(L, s, append(s.fields(), field{"count", lua.LNumber(s.count)}))
}

// semaphoreValues reads what the set starts with: value, values or count; nil
// where none of them is given.
func semaphoreValues(o options) []uint16 {
	for _, pair := range [][2]string{{"value", "values"}, {"value", "count"}, {"values", "count"}} {
		if o.has(pair[0]) && o.has(pair[1]) {
			o.failOption(pair[1], "there is also '"+pair[0]+"'; give one of them")
		}
	}
	switch {
	case o.has("value"):
		return []uint16{uint16(o.integerOption("value", 0, 0, math.MaxUint16))}
	case o.has("count"):
		// More than a set can have is the kernel's to refuse, but not ours to allocate.
		const enough = 1 << 20
		return make([]uint16, min(enough, o.integerOption("count", 0, 0, math.MaxInt32)))
	case o.has("values"):
		t, ok := o.value("values").(*lua.LTable)
		if !ok {
			o.failOption("values", "table expected, got "+typeName(o.value("values")))
		}
		values, why := toValues(t)
		if why != "" {
			o.failOption("values", why)
		}
		return values
	}
	return nil
}

// semaphoreNames reads a list of names.
func semaphoreNames(o options) []string {
	if !o.has("names") {
		return nil
	}
	t, ok := o.value("names").(*lua.LTable)
	if !ok {
		o.failOption("names", "table expected, got "+typeName(o.value("names")))
	}
	var names []string
	for i := 1; i <= t.Len(); i++ {
		name, ok := t.RawGetInt(i).(lua.LString)
		if !ok {
			o.failOption("names", "a list of strings expected")
		}
		for _, other := range names {
			if other == string(name) {
				o.failOption("names", "'"+other+"' is there twice")
			}
		}
		names = append(names, string(name))
	}
	return names
}
