package trace

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"ipclua/sysv"
)

// view is a variable of a source through which a script reaches shared memory.
type view struct {
	typ   string // "int32" …; "struct"
	base  int    // the first byte; -1: the text does not tell
	count int    // of its cells; -1: the text does not tell
}

// views are the view variables of one source, by name. A name that stands for
// different views in different places is not among them.
type views map[string]view

// phrases are what is looked for in a source.
type phrases struct {
	statement  *regexp.Regexp // where one begins, as far as it matters here
	assignment *regexp.Regexp
	view       *regexp.Regexp // the call that makes one
	indexing   *regexp.Regexp
	index      *regexp.Regexp
	comma      *regexp.Regexp
	methods    map[Kind]*regexp.Regexp
}

// newPhrases compiles them when they are first needed: each process of a script
// is this program, and few of them explain a run.
var newPhrases = sync.OnceValue(func() *phrases {
	return &phrases{
		statement:  regexp.MustCompile(`\n|;|\blocal\s`),
		assignment: regexp.MustCompile(`^\s*([A-Za-z_]\w*(?:\s*,\s*[A-Za-z_]\w*)*)\s*=\s*(.+?)\s*(?:--.*)?$`),
		view:       regexp.MustCompile(`:(u?int(?:8|16|32|64)|float|double|struct)\s*\(([^()]*)\)$`),
		indexing:   regexp.MustCompile(`([A-Za-z_]\w*)\s*(?:\[|:\w+\(|\.([A-Za-z_]\w*))`),
		index:      regexp.MustCompile(`^\s*([^\[\](),]*?)\s*[\],)]`),
		comma:      regexp.MustCompile(`\s*,\s*`),
		methods: map[Kind]*regexp.Regexp{
			Semaphore: regexp.MustCompile(`([A-Za-z_]\w*)\s*:\s*(?:down|up|zero|try|with|op|P|V)\b`),
			Queue:     regexp.MustCompile(`([A-Za-z_]\w*)\s*:\s*(?:send|receive)\b`),
		},
	}
})

// widths are the views' cells in bytes; a struct's fields differ.
var widths = map[string]int{
	"int8": 1, "uint8": 1, "int16": 2, "uint16": 2, "int32": 4, "uint32": 4,
	"int64": 8, "uint64": 8, "float": 4, "double": 8,
}

// findViews looks for assignments of the form: n = seg:int32(8).
func findViews(lines []string) views {
	say := newPhrases()
	found := views{}
	differ := map[string]bool{}
	for _, statement := range say.statement.Split(strings.Join(lines, "\n"), -1) {
		m := say.assignment.FindStringSubmatch(statement)
		if m == nil {
			continue
		}
		values := splitArguments(m[2])
		for i, name := range say.comma.Split(m[1], -1) {
			if i >= len(values) {
				break
			}
			c := say.view.FindStringSubmatch(values[i])
			if c == nil {
				continue
			}
			v := view{c[1], -1, -1}
			arguments := splitArguments(c[2])
			if v.typ == "struct" {
				arguments = arguments[min(1, len(arguments)):]
			}
			if len(arguments) == 0 || arguments[0] == "" {
				v.base = 0
			} else if n, err := strconv.ParseInt(arguments[0], 0, 32); err == nil {
				v.base = int(n)
			}
			if len(arguments) > 1 {
				if n, err := strconv.ParseInt(arguments[1], 0, 32); err == nil {
					v.count = int(n)
				}
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
	say := newPhrases()
	for _, m := range say.indexing.FindAllStringSubmatchIndex(text, -1) {
		variable := text[m[2]:m[3]]
		view, known := v[variable]
		if !known {
			continue
		}
		label := ""
		width := widths[view.typ]
		number := (e.Offset - view.base) / max(1, width)
		inside := e.Offset >= view.base && (view.count < 0 || number < view.count)
		switch {
		case view.typ == "struct" && m[4] >= 0:
			label = variable + "." + text[m[4]:m[5]]
		case width == 0 || width != e.Length:
			continue
		case view.base >= 0 && inside && (e.Offset-view.base)%width == 0:
			label = fmt.Sprintf("%s[%d]", variable, number)
		case view.base < 0:
			i := say.index.FindStringSubmatch(text[m[1]:])
			if i == nil || i[1] == "" {
				continue
			}
			label = fmt.Sprintf("%s[%s]", variable, i[1])
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

// object is a set or a queue.
type object struct {
	kind Kind
	id   int
}

// nameObjects finds for each set and queue the variable whose methods reach it,
// where all lines agree and no other object has the same name.
func (w *Words) nameObjects() map[object]string {
	say := newPhrases()
	names := map[object]string{}
	owners := map[string]map[object]bool{}
	for _, events := range [][]Event{w.run.Events, w.run.Blocked} {
		for _, e := range events {
			methods := say.methods[e.Kind]
			if len(e.Ops) == 0 && e.Call != "msgsnd" && e.Call != "msgrcv" || w.first[e.ID] == e.Step && e.Kind == Semaphore || methods == nil {
				continue
			}
			found := methods.FindAllStringSubmatch(w.Source(e.File, e.Line), -1)
			if len(found) != 1 {
				continue
			}
			name, o := found[0][1], object{e.Kind, e.ID}
			if old, known := names[o]; known && old != name {
				name = ""
			}
			names[o] = name
			if owners[name] == nil {
				owners[name] = map[object]bool{}
			}
			owners[name][o] = true
		}
	}
	for o, name := range names {
		if name == "" || len(owners[name]) > 1 {
			delete(names, o)
		}
	}
	return names
}

// initialising finds the semop with which each set's maker gives it its values:
// the first on the set, in the line of semget, when it takes nothing.
func initialising(run *Run) map[int]int {
	made, first, touched := map[int]Event{}, map[int]int{}, map[int]bool{}
	for _, e := range run.Events {
		switch {
		case e.Kind != Semaphore || e.Failed():
		case e.Call == "semget" && made[e.ID].Step == 0:
			made[e.ID] = e
		case len(e.Ops) > 0 && !touched[e.ID]:
			touched[e.ID] = true
			takes := slices.ContainsFunc(e.Ops, func(op sysv.SemOp) bool { return op.Op < 0 })
			m := made[e.ID]
			if m.Process == e.Process && m.File == e.File && m.Line == e.Line && !takes {
				first[e.ID] = e.Step
			}
		}
	}
	return first
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
