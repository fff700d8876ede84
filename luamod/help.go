package luamod

import (
	"fmt"
	"io"
	"strings"

	lua "github.com/yuin/gopher-lua"

	"ipclua/internal/width"
)

// The columns of a page of help, and the least of them for the last cells of a
// table.
const (
	helpWidth = 79
	helpLeast = 40
)

// Help is ipc.help([name]), for a host that has a function of its own in front of
// it. The reference is read when it is needed.
func (m *Module) Help(L *lua.LState) int {
	a := callArgs(L, "help")
	r := readReference(definitions)
	var out strings.Builder
	switch name := m.helpName(a); {
	case name == "":
		r.overview(&out)
	default:
		pages := r.find(name)
		if pages == nil {
			a.fail(1, "nothing here is called '%s'%s", name, Suggest(name, r.names()))
		}
		for i, p := range pages {
			if i > 0 {
				out.WriteString("\n")
			}
			r.print(&out, p)
		}
	}
	if _, err := io.WriteString(m.world.Stdout, out.String()); err != nil {
		L.RaiseError("%s", err)
	}
	return 0
}

// helpName gives the name that argument 1 is or has, "" for the whole module.
func (m *Module) helpName(a args) string {
	switch v := a.get(1).(type) {
	case *lua.LNilType:
		return ""
	case lua.LString:
		name := strings.TrimSuffix(strings.TrimSpace(string(v)), "()")
		name = strings.Replace(shortName(name), ":", ".", 1)
		if name == "ipc" {
			return ""
		}
		return name
	case *lua.LTable:
		if v == m.table {
			return ""
		}
		switch v.Metatable {
		case m.errorMeta:
			return "error"
		case m.joinErrorMeta:
			return "process.error"
		}
	case *lua.LFunction:
		if name := m.functionName(v); name != "" {
			return name
		}
		a.fail(1, "this function is not of module ipc")
	case *lua.LUserData:
		if name, ours := strings.CutPrefix(typeName(v), "ipc."); ours {
			return name
		}
	}
	a.failType(1, "a name, or a function or an object of module ipc")
	return ""
}

// functionName gives the name of a function or a method, "" for a foreign one.
func (m *Module) functionName(f *lua.LFunction) string {
	if name := keyOf(m.table, f); name != "" {
		return name
	}
	for _, c := range m.classes.all() {
		if name := keyOf(c.methods, f); name != "" {
			return shortName(c.name) + "." + name
		}
	}
	return ""
}

func keyOf(t *lua.LTable, value lua.LValue) string {
	for k, v := t.Next(lua.LNil); k != lua.LNil; k, v = t.Next(k) {
		if v == value {
			return k.String()
		}
	}
	return ""
}

// overview prints the module's table of contents.
func (r *reference) overview(w io.Writer) {
	fmt.Fprintln(w, `ipc.help("shmget"), ipc.help("semaphore.down"), ipc.help(ipc.queue) tell more.`)
	for _, section := range r.sections() {
		fmt.Fprintf(w, "\n%s\n", section[0].name)
		var rows [][]string
		var constants []string
		for _, p := range section[1:] {
			switch {
			case p.sort == functionPage:
				rows = append(rows, []string{p.signature(), p.summary()})
			case p.sort == classPage && p.isObject:
				rows = append(rows, []string{p.name, p.summary()})
				if names := strings.Join(r.members(p.name), " "); names != "" {
					rows = append(rows, []string{"", names})
				}
			case p.sort == constantPage:
				constants = append(constants, p.name)
			}
		}
		columns(w, rows)
		if constants != nil {
			prose(w, strings.Join(constants, " "))
		}
	}
}

// print prints all about a name.
func (r *reference) print(w io.Writer, p *page) {
	fmt.Fprintln(w, p.signature())
	for _, text := range p.text {
		prose(w, text)
	}
	var rows [][]string
	for _, v := range p.params {
		rows = append(rows, v.row(""))
		kind, _, _ := strings.Cut(v.kind, "|")
		if c := r.class(shortName(strings.TrimSuffix(kind, "[]"))); c != nil && !c.isObject {
			rows = append(rows, r.options(c)...)
		}
	}
	for _, v := range p.returns {
		rows = append(rows, v.row("-> "))
	}
	for _, v := range p.fields {
		rows = append(rows, v.row(""))
	}
	columns(w, rows)
	if p.sort == classPage {
		r.printClass(w, p)
	}
	if p.errors != "" {
		prose(w, "Errors: "+p.errors)
	}
	if p.example != "" {
		fmt.Fprintln(w, "  Example: "+p.example)
	}
}

func (r *reference) printClass(w io.Writer, p *page) {
	var rows [][]string
	for _, name := range r.members(p.name) {
		method := r.find(p.name + "." + name)[0]
		rows = append(rows, []string{method.signature(), method.summary()})
	}
	columns(w, rows)
	if len(p.parents) > 0 {
		prose(w, "and what these have: "+strings.Join(p.parents, ", "))
	}
}

// options are the fields of a table that a function takes.
func (r *reference) options(c *page) [][]string {
	var rows [][]string
	for _, parent := range c.parents {
		if p := r.class(parent); p != nil {
			rows = append(rows, r.options(p)...)
		}
	}
	for _, v := range c.fields {
		rows = append(rows, v.row("  "))
	}
	return rows
}

func (v variable) row(prefix string) []string {
	kind := v.kind
	if v.optional {
		kind += "?"
	}
	return []string{prefix + v.name, kind, v.text}
}

// prose prints a text, indented.
func prose(w io.Writer, text string) {
	for _, line := range width.Wrap(text, helpWidth-2) {
		fmt.Fprintln(w, "  "+line)
	}
}

// columns prints a table. The last cells of its rows are prose and stay beside
// the others, unless that would leave them little room.
func columns(w io.Writer, rows [][]string) {
	widths := map[int]int{}
	for _, row := range rows {
		for i, cell := range row[:len(row)-1] {
			widths[i] = max(widths[i], width.Of(cell))
		}
	}
	for _, row := range rows {
		line := " "
		for i, cell := range row[:len(row)-1] {
			line += " " + width.Pad(cell, widths[i]) + " "
		}
		indent := width.Of(line) + 1
		for _, text := range width.Wrap(row[len(row)-1], max(helpWidth-indent, helpLeast)) {
			fmt.Fprintln(w, strings.TrimRight(line+" "+text, " "))
			line = strings.Repeat(" ", indent-1)
		}
	}
}
