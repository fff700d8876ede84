package luamod

import (
	"bytes"

	lua "github.com/yuin/gopher-lua"

	"ipclua/sysv"
)

// attachment is a Lua value with a segment attached: what shmat gives, or a
// segment of the object layer.
type attachment interface {
	attached() *sysv.Memory // never nil; a detached one refuses every access
}

// memory is the Lua value that shmat gives.
type memory struct{ mem *sysv.Memory }

func (m memory) attached() *sysv.Memory { return m.mem }

func (m *Module) openMemoryClasses() {
	m.classes.memory = m.newClass("ipc.memory", m.memoryMethods(), m.memoryMeta())
	m.openViewClass()
}

// memoryMethods are the methods of every attachment.
func (m *Module) memoryMethods() []function {
	methods := []function{
		{"read", m.memoryRead},
		{"write", m.memoryWrite},
		{"cstring", m.memoryCstring},
		{"fill", m.memoryFill},
		{"move", m.memoryMove},
		{"dump", m.memoryDump},
		{"struct", m.memoryStruct},
		{"structs", m.memoryStructs},
	}
	for c, t := range cellTypes {
		if t.view {
			methods = append(methods, function{t.name, m.viewMaker(cell(c))})
		}
	}
	return methods
}

// memoryMeta are the metamethods of what shmat gives.
func (m *Module) memoryMeta() []function {
	return []function{
		{"__index", func(L *lua.LState) int {
			v := m.classes.memory.methods.RawGet(L.Get(2))
			if name, ok := L.Get(2).(lua.LString); ok && v == lua.LNil {
				v, _ = m.memoryField(self[attachment](L, "__index").attached(), string(name))
			}
			L.Push(v)
			return 1
		}},
		{"__len", memoryLen},
		{"__tostring", func(L *lua.LState) int {
			mem := self[attachment](L, "tostring").attached()
			L.Push(lua.LString(memoryText(mem)))
			return 1
		}},
	}
}

// newMemory makes the Lua value of an attached segment.
func (m *Module) newMemory(mem *sysv.Memory) *lua.LUserData {
	return m.classes.memory.wrap(memory{mem})
}

// memoryField gives a field of every attachment, nil and false where there is
// none of that name.
func (m *Module) memoryField(mem *sysv.Memory, name string) (lua.LValue, bool) {
	switch name {
	case "size":
		return m.number(float64(mem.Size())), true
	case "address":
		return m.number(float64(mem.Address())), true
	}
	return lua.LNil, false
}

// memoryLen is #m.
func memoryLen(L *lua.LState) int {
	L.Push(lua.LNumber(self[attachment](L, "#").attached().Size()))
	return 1
}

// memoryRead is m:read([offset=0 [, length]]) → string.
func (m *Module) memoryRead(L *lua.LState) int {
	mem, a := m.memorySelf(L, "read")
	offset, length := m.span(a, mem, 1, 2)
	b, err := mem.Readable(offset, length)
	if err != nil {
		m.raise(L, err)
	}
	L.Push(lua.LString(sysv.Text(b)))
	return 1
}

// memoryWrite is m:write(offset, string).
func (m *Module) memoryWrite(L *lua.LState) int {
	mem, a := m.memorySelf(L, "write")
	offset := int(a.integer(1, 0, int64(mem.Size())))
	text := a.text(2)
	if len(text) > mem.Size()-offset {
		a.fail(2, "%d bytes at offset %d pass the end, %d", len(text), offset, mem.Size())
	}
	b, err := mem.Writable(offset, len(text))
	if err != nil {
		m.raise(L, err)
	}
	sysv.Put(b, text)
	mem.Wrote(offset, b)
	return 0
}

// memoryCstring is m:cstring([offset=0 [, max]]): the bytes up to the NUL, or all where
// there is none within max bytes or the memory.
func (m *Module) memoryCstring(L *lua.LState) int {
	mem, a := m.memorySelf(L, "cstring")
	offset := int(a.optInteger(1, 0, 0, int64(mem.Size())))
	length := mem.Size() - offset
	length = int(min(int64(length), a.optInteger(2, int64(length), 0, 1<<53)))
	b, err := mem.Readable(offset, length)
	if err != nil {
		m.raise(L, err)
	}
	L.Push(lua.LString(untilNUL(b)))
	return 1
}

// memoryFill is m:fill(byte [, offset=0 [, length]]).
func (m *Module) memoryFill(L *lua.LState) int {
	mem, a := m.memorySelf(L, "fill")
	value := byte(a.integer(1, 0, 255))
	offset, length := m.span(a, mem, 2, 3)
	b, err := mem.Writable(offset, length)
	if err != nil {
		m.raise(L, err)
	}
	fillPattern(b, []byte{value})
	mem.Wrote(offset, b)
	return 0
}

// memoryMove is m:move(to, from, length), where the ranges may overlap.
func (m *Module) memoryMove(L *lua.LState) int {
	mem, a := m.memorySelf(L, "move")
	to := a.integer(1, 0, int64(mem.Size()))
	from := a.integer(2, 0, int64(mem.Size()))
	length := a.integer(3, 0, 1<<53)
	if length > int64(mem.Size())-max(to, from) {
		a.fail(3, "%d bytes at offset %d pass the end, %d", length, max(to, from), mem.Size())
	}
	if err := mem.Move(int(to), int(from), int(length)); err != nil {
		m.raise(L, err)
	}
	return 0
}

// memoryDump is m:dump([offset=0 [, length]]) → what hexdump -C prints.
func (m *Module) memoryDump(L *lua.LState) int {
	mem, a := m.memorySelf(L, "dump")
	offset, length := m.span(a, mem, 1, 2)
	b, err := mem.Readable(offset, length)
	if err != nil {
		m.raise(L, err)
	}
	L.Push(lua.LString(hexDump(b, offset)))
	return 1
}

// memorySelf gives a method's memory, which is attached: what is said of
// arguments outside it would mislead when it is not.
func (m *Module) memorySelf(L *lua.LState, method string) (*sysv.Memory, args) {
	mem := self[attachment](L, method).attached()
	m.needAttached(L, mem)
	return mem, methodArgs(L, method)
}

func (m *Module) needAttached(L *lua.LState, mem *sysv.Memory) {
	if !mem.IsAttached() {
		_, err := mem.Readable(0, 0)
		m.raise(L, err)
	}
}

// span reads an offset and a length, which are by default all of the memory
// and all that follows.
func (m *Module) span(a args, mem *sysv.Memory, first, second int) (offset, length int) {
	size := mem.Size()
	offset = int(a.optInteger(first, 0, 0, int64(size)))
	n := a.optInteger(second, int64(size-offset), 0, 1<<53)
	if n > int64(size-offset) {
		a.fail(second, "%d bytes at offset %d pass the end, %d", n, offset, size)
	}
	return offset, int(n)
}

func untilNUL(b []byte) []byte {
	if i := bytes.IndexByte(b, 0); i >= 0 {
		return b[:i]
	}
	return b
}
