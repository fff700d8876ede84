package luac

import (
	"strings"

	lua "github.com/yuin/gopher-lua"
)

// noCall is where a prototype's list of calls holds the chunk's name instead:
// there is no field for it.
const noCall = -1

// Source is the name of the chunk that a function is of, as it was given to
// Compile.
func Source(p *lua.FunctionProto) string {
	if len(p.DbgCalls) > 0 && p.DbgCalls[0].Pc == noCall {
		return p.DbgCalls[0].Name
	}
	return p.SourceName
}

// How long a name is shown: luaconf.h's LUA_IDSIZE and llex.c's MAXSRC.
const (
	sizeRunning   = 60
	sizeCompiling = 80
)

// shown is a chunk's name as messages show it, in so many bytes with C's zero
// byte among them (luaO_chunkid).
func shown(name string, size int) string {
	name, _, _ = strings.Cut(name, "\x00")
	if rest, ok := strings.CutPrefix(name, "="); ok {
		return rest[:min(len(rest), size-1)]
	}
	if rest, ok := strings.CutPrefix(name, "@"); ok {
		if most := size - 8; len(rest) > most {
			return "..." + rest[len(rest)-most:]
		}
		return rest
	}
	text := name
	if end := strings.IndexAny(name, "\r\n"); end >= 0 {
		text = name[:end]
	}
	if text = text[:min(len(text), size-17)]; len(text) < len(name) {
		text += "..."
	}
	return `[string "` + text + `"]`
}

// signature is how the bytecode of luac(1) begins.
const signature = "\x1b"

// precompiled is the error for it. It runs in no other interpreter than the one
// that it was made for.
func precompiled(text, name string) *Error {
	const header = 12
	why := "bad header"
	if len(text) < header {
		why = "unexpected end"
	}
	switch name, _, _ = strings.Cut(name, "\x00"); {
	case strings.HasPrefix(name, "=") || strings.HasPrefix(name, "@"):
		name = name[1:]
	case strings.HasPrefix(name, signature):
		name = "binary string"
	}
	return &Error{Message: name + ": " + why + " in precompiled chunk", Certain: true}
}
