package repl

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	lua "github.com/yuin/gopher-lua"

	"ipclua/luamod"
	"ipclua/sysv"
)

// complete gives the words that could stand from text[start:cursor] on.
func (r *REPL) complete(text string, cursor int) (start int, words []string) {
	text = text[:cursor]
	if open, ok := openString(text); ok {
		return completeString(text, open)
	}
	start = len(strings.TrimRightFunc(text, isNamePart))
	before, word := text[:start], text[start:]
	switch {
	case strings.HasSuffix(before, ".") && !strings.HasSuffix(before, ".."):
		fields, methods := r.members(before[:start-1])
		words = append(fields, methods...)
	case strings.HasSuffix(before, ":"):
		_, words = r.members(before[:start-1])
	default:
		words = slices.Concat(r.session.Locals(), stringKeys(r.globals()), luamod.Keywords(), r.options(before))
	}
	return start, startingWith(word, words)
}

// startingWith are the words that begin with a text, sorted, without the ones that
// begin with two underscores unless these were typed.
func startingWith(prefix string, words []string) []string {
	var list []string
	for _, w := range words {
		if strings.HasPrefix(w, prefix) && (strings.HasPrefix(prefix, "_") || !strings.HasPrefix(w, "_")) {
			list = append(list, w)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

func isNamePart(c rune) bool {
	return c == '_' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// path takes apart the names at the end of a text: "x = a.b:c" gives a, b, c.
func path(text string) []string {
	rest := strings.TrimRightFunc(text, func(c rune) bool { return isNamePart(c) || c == '.' || c == ':' })
	text = text[len(rest):]
	if strings.HasSuffix(rest, ")") || strings.HasSuffix(rest, "]") || strings.HasSuffix(rest, `"`) {
		return nil // what a call or an index gives is not known before it is done
	}
	return strings.FieldsFunc(text, func(c rune) bool { return c == '.' || c == ':' })
}

// value is what the names at the end of a text stand for, nil if that is nothing.
// No function is called to find out.
func (r *REPL) value(text string) lua.LValue {
	names := path(text)
	if len(names) == 0 {
		return lua.LNil
	}
	v, isLocal := r.session.Local(names[0])
	if !isLocal {
		v = r.globals().RawGetString(names[0])
	}
	for _, name := range names[1:] {
		v = r.field(v, name)
	}
	return v
}

// maxInheritance is how many metatables are looked through.
const maxInheritance = 10

func (r *REPL) field(v lua.LValue, name string) lua.LValue {
	for range maxInheritance {
		t, ok := v.(*lua.LTable)
		if !ok {
			break
		}
		if found := t.RawGetString(name); found != lua.LNil {
			return found
		}
		v = r.state.GetMetaField(t, "__index")
	}
	return lua.LNil
}

// members are the names of the fields and of the methods of what the names at
// the end of a text stand for.
func (r *REPL) members(text string) (fields, methods []string) {
	v := r.value(text)
	if fields, methods := r.module.Members(v); fields != nil || methods != nil {
		return fields, methods
	}
	if _, isText := v.(lua.LString); isText {
		v = r.state.GetMetaField(v, "__index")
	}
	for range maxInheritance {
		t, ok := v.(*lua.LTable)
		if !ok {
			break
		}
		for _, name := range stringKeys(t) {
			if _, isFunction := t.RawGetString(name).(*lua.LFunction); isFunction {
				methods = append(methods, name)
			} else {
				fields = append(fields, name)
			}
		}
		v = r.state.GetMetaField(t, "__index")
	}
	return fields, methods
}

// stringKeys are the keys of a table that can stand behind a '.'.
func stringKeys(t *lua.LTable) []string {
	var names []string
	for k, _ := t.Next(lua.LNil); k != lua.LNil; k, _ = t.Next(k) {
		if name, ok := k.(lua.LString); ok && strings.TrimFunc(string(name), isNamePart) == "" {
			names = append(names, string(name))
		}
	}
	return names
}

// options are the names that can stand in a table for a function of the module:
// ipc.segment{ key = 1, si…
func (r *REPL) options(before string) []string {
	open := strings.LastIndexByte(before, '{')
	if open < 0 || strings.Contains(before[open:], "}") {
		return nil
	}
	end := strings.TrimRight(before[open+1:], " \n")
	if end != "" && !strings.HasSuffix(end, ",") {
		return nil
	}
	return r.module.Options(r.value(strings.TrimRight(before[:open], " (")))
}

// openString is where the string begins that the end of a text is in.
func openString(text string) (at int, ok bool) {
	quote := byte(0)
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case quote == 0 && (c == '"' || c == '\''):
			quote, at = c, i
		case quote != 0 && c == '\\':
			i++
		case c == quote:
			quote = 0
		case quote == 0 && strings.HasPrefix(text[i:], "--"):
			return 0, false
		}
	}
	return at, quote != 0
}

// completeString completes within a string that begins at open: the topics of
// help, names of flags and commands, else names of files.
func completeString(text string, open int) (start int, words []string) {
	before := strings.TrimRight(text[:open], " (")
	if strings.HasSuffix(before, "help") {
		return open + 1, startingWith(text[open+1:], luamod.Topics())
	}
	start = len(strings.TrimRightFunc(text, isNamePart))
	word := text[start:]
	if word != "" && strings.ToUpper(word) == word && strings.Trim(text[open+1:start], "ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789 |") == "" {
		for _, c := range sysv.Constants() {
			words = append(words, c.Name)
		}
		if words = startingWith(word, words); len(words) > 0 {
			return start, words
		}
	}
	return open + 1, files(text[open+1:])
}

// files are the names of files that begin with a text.
func files(prefix string) []string {
	dir, base := filepath.Split(prefix)
	from := dir
	if from == "" {
		from = "."
	}
	entries, err := os.ReadDir(from)
	if err != nil {
		return nil
	}
	var names []string
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), base) || base == "" && strings.HasPrefix(e.Name(), ".") {
			continue
		}
		name := dir + e.Name()
		if e.IsDir() {
			name += "/"
		}
		names = append(names, name)
	}
	return names
}
