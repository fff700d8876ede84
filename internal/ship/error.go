package ship

import (
	"errors"
	"strings"

	lua "github.com/yuin/gopher-lua"
)

// An Error is a value that cannot travel.
type Error struct {
	What string // with an article: "an open file"
	Path string // from the root: "upvalue 'log' of function at lab.lua:12"
	Hint string // what to do instead, or ""
}

func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString("cannot send " + e.What + " to another process: " + e.Path)
	if e.Hint != "" {
		b.WriteString(" (" + e.Hint + ")")
	}
	return b.String()
}

// refusal says why v, of no kind that travels, does not. The path is left open.
func (s *Shipper) refusal(v lua.LValue) *Error {
	switch x := v.(type) {
	case *lua.LState:
		return &Error{What: "a coroutine", Hint: "create it inside the spawned function"}
	case lua.LChannel:
		return &Error{What: "a channel"}
	case *lua.LUserData:
		switch {
		case s.isFile(x):
			return &Error{What: "an open file", Hint: "send its name and open it there"}
		case isStandIn(x):
			return &Error{What: x.Value.(*standIn).what, Hint: "it had stayed behind already"}
		}
		return &Error{What: "a userdata of an unknown kind"}
	case *lua.LFunction:
		return s.refusalOfGo(x)
	}
	return &Error{What: "a " + v.Type().String()}
}

// refusalOfGo tells functions written in Go apart by what they hold.
func (s *Shipper) refusalOfGo(f *lua.LFunction) *Error {
	for _, u := range f.Upvalues {
		if u == nil {
			continue
		}
		switch x := u.Value().(type) {
		case *lua.LState:
			return &Error{What: "a coroutine (of coroutine.wrap)", Hint: "create it inside the spawned function"}
		case *lua.LUserData:
			if s.isFile(x) {
				return &Error{What: "an iterator over an open file", Hint: "send the file's name and open it there"}
			}
		}
	}
	return &Error{What: "a function written in Go, such as an iterator", Hint: "create or require it inside the spawned function"}
}

func (s *Shipper) isFile(ud *lua.LUserData) bool {
	class := s.base.child(s.base.roots[rootRegistry], stepKey, lua.LString("FILE*"))
	return class != lua.LNil && ud.Metatable == class
}

// packError turns a hook's error into one of ours.
func packError(h *Hook, err error) *Error {
	var own *Error
	if errors.As(err, &own) {
		c := *own
		return &c
	}
	return &Error{What: "a " + h.Kind, Hint: err.Error()}
}
