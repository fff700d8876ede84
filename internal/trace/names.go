package trace

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// view is a variable of a source through which a script reaches shared memory.
type view struct {
	typ  string // "int32" …; "struct"
	base int    // the first byte; -1: the text does not tell
}

// views are the view variables of one source, by name. A name that stands for
// different views in different places is not among them.
type views map[string]view

var (
	assignment = regexp.MustCompile(`^\s*(?:local\s+)?([A-Za-z_]\w*(?:\s*,\s*[A-Za-z_]\w*)*)\s*=\s*(.+?)\s*(?:--.*)?$`)
	viewCall   = regexp.MustCompile(`:(u?int(?:8|16|32|64)|float|double|struct)\s*\(([^()]*)\)$`)
	indexing   = regexp.MustCompile(`([A-Za-z_]\w*)\s*(?:\[([^\[\]]*)\]|:\w+\(\s*([^(),]*)|\.([A-Za-z_]\w*))`)
	setMethod  = regexp.MustCompile(`([A-Za-z_]\w*)\s*:\s*(?:down|up|zero|try|with|op|P|V)\b`)
	blank      = regexp.MustCompile(`\s*,\s*`)
)

// widths are the views' cells in bytes; a struct's fields differ.
var widths = map[string]int{
	"int8": 1, "uint8": 1, "int16": 2, "uint16": 2, "int32": 4, "uint32": 4,
	"int64": 8, "uint64": 8, "float": 4, "double": 8,
}

// findViews looks for assignments of the form: n = seg:int32(8).
func findViews(lines []string) views {
	found := views{}
	differ := map[string]bool{}
	for _, line := range lines {
		m := assignment.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		values := splitArguments(m[2])
		for i, name := range blank.Split(m[1], -1) {
			if i >= len(values) {
				break
			}
			c := viewCall.FindStringSubmatch(values[i])
			if c == nil {
				continue
			}
			v := view{c[1], -1}
			arguments := splitArguments(c[2])
			if v.typ == "struct" {
				arguments = arguments[min(1, len(arguments)):]
			}
			if len(arguments) == 0 || arguments[0] == "" {
				v.base = 0
			} else if n, err := strconv.ParseInt(arguments[0], 0, 32); err == nil {
				v.base = int(n)
			}
			if old, known := found[name]; known && old != v {
				differ[name] = true
			}
			found[name] = v
		}
	}
	for name := range differ {
		delete(found, name)
	}
	return found
}

// cell names the bytes of an access by the line's text and gives their type.
// It is empty unless exactly one view of the line fits.
func (v views) cell(text string, e Event) (name, typ string) {
	for _, m := range indexing.FindAllStringSubmatch(text, -1) {
		view, known := v[m[1]]
		if !known {
			continue
		}
		label := ""
		width := widths[view.typ]
		switch {
		case view.typ == "struct" && m[4] != "":
			label = m[1] + "." + m[4]
		case width == 0 || width != e.Length:
			continue
		case view.base >= 0 && e.Offset >= view.base && (e.Offset-view.base)%width == 0:
			label = fmt.Sprintf("%s[%d]", m[1], (e.Offset-view.base)/width)
		case view.base < 0 && m[2]+m[3] != "":
			label = fmt.Sprintf("%s[%s]", m[1], m[2]+m[3])
		default:
			continue
		}
		if name != "" && name != label {
			return "", ""
		}
		name, typ = label, view.typ
	}
	return name, typ
}

// nameSets finds for each set the variable whose methods reach it, where all
// lines agree and no other set has the same name.
func (w *Words) nameSets() map[int]string {
	names := map[int]string{}
	owners := map[string]map[int]bool{}
	for _, events := range [][]Event{w.run.Events, w.run.Blocked} {
		for _, e := range events {
			if e.Call != "semop" && e.Call != "semtimedop" {
				continue
			}
			found := setMethod.FindAllStringSubmatch(w.Source(e.File, e.Line), -1)
			if len(found) != 1 {
				continue
			}
			name := found[0][1]
			if old, known := names[e.ID]; known && old != name {
				name = ""
			}
			names[e.ID] = name
			if owners[name] == nil {
				owners[name] = map[int]bool{}
			}
			owners[name][e.ID] = true
		}
	}
	for id, name := range names {
		if name == "" || len(owners[name]) > 1 {
			delete(names, id)
		}
	}
	return names
}

// splitArguments splits a list at the commas outside brackets.
func splitArguments(text string) []string {
	var parts []string
	depth, start := 0, 0
	for i, c := range text {
		switch c {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth--
		case ',':
			if depth == 0 {
				parts = append(parts, strings.TrimSpace(text[start:i]))
				start = i + 1
			}
		}
	}
	return append(parts, strings.TrimSpace(text[start:]))
}
