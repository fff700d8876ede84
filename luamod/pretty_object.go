package luamod

import (
	"errors"
	"fmt"
	"strings"

	lua "github.com/yuin/gopher-lua"

	"ipclua/internal/lua51"
	"ipclua/sysv"
)

const (
	prettyCells = 16     // of a view
	prettyDump  = 8 * 16 // bytes of a memory
	prettySet   = 64     // semaphores of a set
)

// look shows an object of the module alone, with what the kernel knows of it;
// "" for what is shown as in a table.
func (m *Module) look(ud *lua.LUserData) string {
	switch v := ud.Value.(type) {
	case *segment:
		return v.String() + ": " + m.segmentText(v)
	case *semaphore:
		return v.String() + ": " + m.setText(v)
	case *queue:
		return v.String() + ": " + m.queueText(v)
	case memory:
		return m.dumpText(v.mem)
	case *view:
		return fmt.Sprintf("%s view of %s: %s", v.cell, several(v.count, "cell"), m.cells(v))
	case *process:
		return v.String() + ", " + m.processText(v)
	}
	return ""
}

func (m *Module) segmentText(s *segment) string {
	text := several(s.size, "byte")
	found, err := m.statObject(sysv.Segment, s.id)
	if err != nil {
		return text + ", " + gone(err)
	}
	text += fmt.Sprintf(", attached %s", several(int(found.Shm.Nattch), "time"))
	if found.Shm.Perm.Mode&sysv.SHM_DEST != 0 {
		text += ", removed"
	}
	switch {
	case !s.mem.IsAttached():
		text += ", detached here"
	case s.mem.ReadOnly():
		text += ", read-only"
	}
	return text
}

// setText are the values, with names where there are, and who waits.
func (m *Module) setText(s *semaphore) string {
	var values []uint16
	if _, err := s.kernel.Semctl(s.id, 0, sysv.GETALL, &values); err != nil {
		return gone(err)
	}
	var items []string
	for i, v := range values {
		if i == prettySet {
			items = append(items, fmt.Sprintf("… %d more", len(values)-i))
			break
		}
		item := fmt.Sprint(v)
		if i < len(s.names) {
			item = fmt.Sprintf("%s = %d", s.names[i], v)
		}
		n, _ := s.kernel.Semctl(s.id, i, sysv.GETNCNT, nil) // an error: it has just gone
		z, _ := s.kernel.Semctl(s.id, i, sysv.GETZCNT, nil)
		switch {
		case n > 0 && z > 0:
			item += fmt.Sprintf(" (%d wait, %d for zero)", n+z, z)
		case n == 1:
			item += " (1 waits)"
		case n > 0:
			item += fmt.Sprintf(" (%d wait)", n)
		case z == 1:
			item += " (1 waits for zero)"
		case z > 0:
			item += fmt.Sprintf(" (%d wait for zero)", z)
		}
		items = append(items, item)
	}
	return strings.Join(items, ", ")
}

func (m *Module) queueText(q *queue) string {
	found, err := m.statObject(sysv.Queue, q.id)
	if err != nil {
		return gone(err)
	}
	return several(int(found.Msg.Qnum), "message") + ", " + several(int(found.Msg.Cbytes), "byte")
}

func (m *Module) dumpText(mem *sysv.Memory) string {
	text := memoryText(mem)
	b, err := mem.Readable(0, min(mem.Size(), prettyDump))
	if err != nil {
		return text
	}
	text += "\n" + strings.TrimSuffix(hexDump(b, 0), "\n")
	if more := mem.Size() - len(b); more > 0 {
		text += fmt.Sprintf("\n… %s more; :dump() shows all", several(more, "byte"))
	}
	return text
}

// cells are the first of a view.
func (m *Module) cells(v *view) string {
	var items []string
	for i := range min(v.count, prettyCells) {
		b, err := v.mem.Readable(v.offset+i<<v.shift, 1<<v.shift)
		if err != nil {
			return "detached"
		}
		x, exact := v.cell.load(b)
		item := lua51.FormatNumber(x)
		if v.cell == boolCell {
			item = fmt.Sprint(x != 0)
		} else if !exact {
			item = v.cell.text(b)
		}
		items = append(items, item)
	}
	if v.count > prettyCells {
		items = append(items, "…")
	}
	return strings.Join(items, " ")
}

func (m *Module) processText(p *process) string {
	s, ended, _ := p.Wait(m.world.Context(), 0)
	switch {
	case !ended:
		return "running"
	case s.Signal != 0:
		return "ended by signal " + signalText(s.Signal)
	case s.Code != 0:
		return fmt.Sprintf("ended with exit code %d", s.Code)
	}
	return "ended"
}

// indexed is s[key] of a struct, or the error that it raises.
func (m *Module) indexed(s *instance, key lua.LValue) (value lua.LValue, err error) {
	L := m.state
	L.Push(L.NewFunction(m.instanceIndex))
	L.Push(m.wrapInstance(s))
	L.Push(key)
	if err := lua51.PCall(L, 2, 1, nil); err != nil {
		return nil, errors.New(lua51.Message(L, lua51.ErrorValue(err)))
	}
	defer L.Pop(1)
	return L.Get(-1), nil
}

// gone says why nothing can be shown.
func gone(err error) string {
	var e *sysv.Error
	if errors.As(err, &e) && (e.Errno == sysv.EINVAL || e.Errno == sysv.EIDRM) {
		return "removed"
	}
	return err.Error()
}

// several is a number of things.
func several(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
