package ship

import (
	"reflect"
	"unsafe"

	lua "github.com/yuin/gopher-lua"
)

// protoLayout is where a prototype keeps the one field that is not exported:
// stringConstants, the string constants by index and "" for the others, which
// the compiler derives from Constants (compile.go, end of compileFunctionExpr).
type protoLayout uintptr

// checkedLayout finds the field, or panics when gopher-lua has changed.
func checkedLayout() protoLayout {
	f, ok := reflect.TypeFor[lua.FunctionProto]().FieldByName("stringConstants")
	if !ok || f.Type != reflect.TypeFor[[]string]() {
		panic("ship: this gopher-lua has no FunctionProto.stringConstants []string; it works with v1.1.2")
	}
	return protoLayout(f.Offset)
}

// finish derives the hidden field from p.Constants.
func (at protoLayout) finish(p *lua.FunctionProto) {
	sc := make([]string, len(p.Constants))
	for i, c := range p.Constants {
		if s, ok := c.(lua.LString); ok {
			sc[i] = string(s)
		}
	}
	*at.stringConstants(p) = sc
}

func (at protoLayout) stringConstants(p *lua.FunctionProto) *[]string {
	return (*[]string)(unsafe.Add(unsafe.Pointer(p), at))
}
