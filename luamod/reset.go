package luamod

import lua "github.com/yuin/gopher-lua"

// Reset makes the module what it was when it was opened, for the next script in
// the state. What is in the state is somebody else's to bring back; see
// [lua51.Image].
func (m *Module) Reset() {
	m.temporary.list, m.temporary.over = nil, false
	m.quick = m.wasQuick
	c := &m.children
	c.list, c.sweep, c.over, c.hurry = nil, 0, false, nil
	m.shipper.Reset()
}

// Kept are values that functions of the module use and that cannot be reached
// from the globals and the registry.
func (m *Module) Kept() []lua.LValue {
	kept := []lua.LValue{m.table, m.errorMeta, m.joinErrorMeta}
	for _, c := range m.classes.all() {
		kept = append(kept, c.meta, c.methods, c.behind)
	}
	return kept
}
