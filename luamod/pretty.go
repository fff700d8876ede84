package luamod

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	lua "github.com/yuin/gopher-lua"

	"ipclua/internal/lua51"
	"ipclua/internal/width"
)

// How much of a value is shown.
const (
	prettyItems  = 100  // of one table
	prettyValues = 1000 // in all
	prettyDepth  = 8    // of nesting
	prettyString = 1000 // bytes of a string in a table
	prettyText   = 1 << 15
)

// Pretty shows a value to people: a text as it is, a table as Lua would read it,
// in lines of so many columns, sorted, and cut when it is huge; an object of
// module ipc with what the kernel knows of it. A string that a terminal would
// not show as it is gets quotes and escapes.
func (m *Module) Pretty(v lua.LValue, columns int) string {
	p := &printer{m: m, columns: columns, left: prettyValues}
	switch v := v.(type) {
	case lua.LString:
		text := string(v)
		if len(text) > prettyText {
			text = cutText(text, prettyText) + fmt.Sprintf("… (%d bytes)", len(v))
		}
		if !showable(text) {
			return quote(text)
		}
		return text
	case *lua.LTable:
		if v == m.table {
			return "module ipc: ipc.help() tells what is in it"
		}
	case *lua.LUserData:
		if text := m.look(v); text != "" {
			return text
		}
	}
	return p.value(v, 0)
}

// printer writes values as Lua text.
type printer struct {
	m       *Module
	columns int
	left    int           // so many values may still be shown
	around  []*lua.LTable // the tables that it is in
}

// value shows a value that stands at a column.
func (p *printer) value(v lua.LValue, column int) string {
	p.left--
	switch v := v.(type) {
	case lua.LString:
		if len(v) > prettyString {
			return quote(cutText(string(v), prettyString)) + fmt.Sprintf(" --[[%d bytes]]", len(v))
		}
		return quote(string(v))
	case *lua.LFunction:
		return p.m.functionText(v)
	case *lua.LTable:
		if p.m.state.GetMetaField(v, "__tostring") != lua.LNil {
			return lua51.Message(p.m.state, v)
		}
		return p.table(v, column)
	case *lua.LUserData:
		if s, ok := v.Value.(*instance); ok {
			return p.instance(s)
		}
		if p.m.state.GetMetaField(v, "__tostring") != lua.LNil {
			return lua51.Message(p.m.state, v)
		}
		return typeName(v)
	case lua.LNumber:
		return lua51.FormatNumber(float64(v))
	case *lua.LState:
		return "thread"
	}
	return v.String()
}

func (p *printer) table(t *lua.LTable, column int) string {
	switch {
	case slices.Contains(p.around, t):
		return "{--[[cycle]]}"
	case t.Len() == 0 && isEmpty(t):
		return "{}"
	case len(p.around) == prettyDepth || p.left <= 0:
		return "{…}"
	}
	p.around = append(p.around, t)
	defer func() { p.around = p.around[:len(p.around)-1] }()
	keys := sortedKeys(t)
	var items []string
	listed := 0
	for i, k := range keys {
		if i == prettyItems || p.left <= 0 {
			items = append(items, fmt.Sprintf("… %d more", len(keys)-i))
			break
		}
		name := ""
		if n, ok := k.(lua.LNumber); ok && int(n) == listed+1 && lua.LNumber(int(n)) == n {
			listed++
		} else {
			name = p.key(k) + " = "
		}
		items = append(items, name+p.value(t.RawGet(k), column+2))
	}
	return arrange(items, column, p.columns)
}

func isEmpty(t *lua.LTable) bool {
	k, _ := t.Next(lua.LNil)
	return k == lua.LNil
}

// arrange puts the items of a table into one line, or as many as fit into each
// of several; what takes several lines itself stands alone.
func arrange(items []string, column, columns int) string {
	one := "{ " + strings.Join(items, ", ") + " }"
	if !strings.Contains(one, "\n") && column+width.Of(one) <= columns {
		return one
	}
	indent := "\n" + strings.Repeat(" ", column+2)
	var out strings.Builder
	out.WriteString("{")
	at := columns
	for i, item := range items {
		if i < len(items)-1 {
			item += ","
		}
		n := width.Of(item)
		named := strings.Contains(item, " = ")
		if named || strings.Contains(item, "\n") || at+1+n > columns {
			out.WriteString(indent)
			at = column + 2
			if named {
				n = columns
			}
		} else {
			out.WriteString(" ")
			at++
		}
		out.WriteString(item)
		at += n
	}
	out.WriteString("\n" + strings.Repeat(" ", column) + "}")
	return out.String()
}

// sortedKeys are numbers, then texts, then others.
func sortedKeys(t *lua.LTable) []lua.LValue {
	var keys []lua.LValue
	for k, _ := t.Next(lua.LNil); k != lua.LNil; k, _ = t.Next(k) {
		keys = append(keys, k)
	}
	rank := func(v lua.LValue) int {
		switch v.(type) {
		case lua.LNumber:
			return 0
		case lua.LString:
			return 1
		}
		return 2
	}
	slices.SortStableFunc(keys, func(a, b lua.LValue) int {
		if c := cmp.Compare(rank(a), rank(b)); c != 0 {
			return c
		}
		switch a := a.(type) {
		case lua.LNumber:
			return cmp.Compare(a, b.(lua.LNumber))
		case lua.LString:
			return cmp.Compare(a, b.(lua.LString))
		}
		return cmp.Compare(a.Type(), b.Type())
	})
	return keys
}

func (p *printer) key(k lua.LValue) string {
	switch k := k.(type) {
	case lua.LString:
		if isName(string(k)) {
			return string(k)
		}
	case *lua.LTable:
		return "[{…}]"
	}
	return "[" + p.value(k, 0) + "]"
}

// instance shows a struct or an array of such, in the order of its members.
func (p *printer) instance(s *instance) string {
	var items []string
	get := func(key lua.LValue) string {
		v, err := p.m.indexed(s, key)
		if err != nil {
			return err.Error()
		}
		if ud, ok := v.(*lua.LUserData); ok {
			if view, ok := ud.Value.(*view); ok {
				return "{ " + p.m.cells(view) + " }"
			}
		}
		return p.value(v, 0)
	}
	if s.typ.kind == arrayType {
		for i := range min(s.typ.count, prettyItems) {
			items = append(items, get(lua.LNumber(i)))
		}
		if more := s.typ.count - prettyItems; more > 0 {
			items = append(items, fmt.Sprintf("… %d more", more))
		}
	}
	for _, member := range s.typ.members {
		items = append(items, member.name+" = "+get(lua.LString(member.name)))
	}
	return arrange(items, 0, p.columns)
}

// functionText says which function it is.
func (m *Module) functionText(f *lua.LFunction) string {
	if name := m.functionName(f); name != "" {
		if !strings.Contains(name, ".") {
			name = "ipc." + name
		}
		return "function " + strings.Replace(name, "semaphore.", "semaphore:", 1)
	}
	if f.IsG {
		return "function (built in)"
	}
	return fmt.Sprintf("function at %s:%d", f.Proto.SourceName, f.Proto.LineDefined)
}
