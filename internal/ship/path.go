package ship

import (
	"fmt"
	"slices"
	"strings"

	lua "github.com/yuin/gopher-lua"
)

// A place is where a value was found. It is kept for every object and turned into
// words only for an error.
type place struct {
	parent int // the object it hangs on, or none
	via    via
	n      int        // viaIndex, viaUpvalue
	key    lua.LValue // viaField
	text   string     // viaText
}

const none = -1

type via byte

const (
	viaSelf via = iota // adds nothing: the content of a cell, the state of a userdata
	viaText            // a label
	viaField
	viaIndex
	viaKey
	viaMeta
	viaUpvalue
	viaEnv
)

// path puts a place in words: upvalue 'cfg' of function at lab.lua:12.files[1].
func (e *encoder) path(at place) string {
	var parts []string
	for {
		if p := e.part(at); p != "" {
			parts = append(parts, p)
		}
		if at.parent == none {
			break
		}
		at = e.objects[at.parent].at
	}
	slices.Reverse(parts)
	if len(parts) > 1 && parts[0] == "function" && strings.HasPrefix(parts[1], "upvalue ") {
		parts = parts[1:] // "upvalue 'x' of function at …" says it already
	}
	var b strings.Builder
	for i, p := range parts {
		if i > 0 && p[0] != '.' && p[0] != '[' {
			b.WriteString(" -> ")
		}
		b.WriteString(p)
	}
	return b.String()
}

func (e *encoder) part(at place) string {
	switch at.via {
	case viaText:
		return at.text
	case viaField:
		return keyText(at.key)
	case viaIndex:
		return fmt.Sprintf("[%d]", at.n)
	case viaKey:
		return "a key"
	case viaMeta:
		return "its metatable"
	case viaUpvalue, viaEnv:
		f := e.objects[at.parent].v.(*lua.LFunction)
		if at.via == viaEnv {
			return "environment of " + functionText(f.Proto)
		}
		name := "?"
		if at.n < len(f.Proto.DbgUpvalues) {
			name = f.Proto.DbgUpvalues[at.n]
		}
		return "upvalue '" + name + "' of " + functionText(f.Proto)
	}
	return ""
}

func functionText(p *lua.FunctionProto) string {
	if p.LineDefined == 0 {
		return "the main chunk of " + p.SourceName
	}
	return fmt.Sprintf("function at %s:%d", p.SourceName, p.LineDefined)
}

// keyText is a key as one writes it behind the table: .name, [1], ["a b"].
func keyText(k lua.LValue) string {
	switch k := k.(type) {
	case lua.LString:
		if isName(string(k)) {
			return "." + string(k)
		}
		return fmt.Sprintf("[%q]", string(k))
	case lua.LNumber, lua.LBool:
		return "[" + k.String() + "]"
	}
	return "[a " + k.Type().String() + "]"
}

func isName(s string) bool {
	for i, c := range []byte(s) {
		letter := c == '_' || 'a' <= c|0x20 && c|0x20 <= 'z'
		if !letter && (i == 0 || c < '0' || c > '9') {
			return false
		}
	}
	return s != ""
}

// name is how a script calls a native table: string, io.stdout; _G for the globals.
func (b *baseline) name(n int) string {
	x := &b.nodes[n]
	switch {
	case n == rootGlobal:
		return "_G"
	case n == rootRegistry:
		return "registry"
	case n == rootStringMeta:
		if x.v == b.child(b.global, stepKey, lua.LString("string")) {
			return "string" // its own metatable, in gopher-lua
		}
		return "the metatable of strings"
	case x.step == stepMeta:
		return b.name(x.parent) + " -> its metatable"
	case x.parent == rootGlobal:
		return string(x.key.(lua.LString))
	}
	return b.name(x.parent) + keyText(x.key)
}
