package ship

import lua "github.com/yuin/gopher-lua"

// A Shipper encodes values of one Lua state and decodes messages into it. It is
// as little safe for concurrent use as the state itself.
type Shipper struct {
	L     *lua.LState
	hooks []Hook
	base  *baseline
	proto protoLayout
	stand *lua.LTable // metatable of stand-ins, made when first needed
}

// A Root is one value to send. Label is how error paths call it: "argument #2".
type Root struct {
	Label string
	Value lua.LValue
}

// A Hook lets one kind of userdata travel.
type Hook struct {
	// Kind names the hook in messages; both sides must have the same kinds.
	Kind string

	// Match reports whether the hook carries ud.
	Match func(ud *lua.LUserData) bool

	// Pack gives the state of ud as Lua values: numbers, strings, booleans,
	// tables, and other userdata that have hooks. An *Error from it is
	// completed with the path; any other error becomes the hint.
	Pack func(ud *lua.LUserData) ([]lua.LValue, error)

	// Unpack fills an empty userdata: Value and Metatable. The userdata named
	// in state, directly or inside its tables, have been unpacked before.
	Unpack func(L *lua.LState, ud *lua.LUserData, state []lua.LValue) error
}

// New notes what L contains. Call it when the libraries are open and before a
// script runs; both processes must have opened the same libraries. It panics if
// the gopher-lua it was built with is laid out in another way than it expects.
func New(L *lua.LState, hooks ...Hook) *Shipper {
	return &Shipper{L: L, hooks: hooks, base: takeBaseline(L), proto: checkedLayout()}
}

// Encode gives a message with the values of roots and all that their code needs
// of the script's globals, of changed library tables and of loaded modules. The
// same state and roots give the same bytes. What cannot travel is an [*Error].
func (s *Shipper) Encode(roots []Root) ([]byte, error) {
	e := newEncoder(s)
	head := e.roots(roots)
	e.globals()
	return e.message(head)
}

// EncodeValues gives a message with the values of roots alone: code in it will
// see the globals and libraries of the receiver. It suits results, which must
// not overwrite what the receiver has made of its own globals.
func (s *Shipper) EncodeValues(roots []Root) ([]byte, error) {
	e := newEncoder(s)
	return e.message(e.roots(roots))
}

// Decode rebuilds the values of a message, applies the changes to globals that
// came along, and gives the roots in order. A message that is not whole gives an
// error, runs no hook and changes nothing; neither do the globals change when a
// hook fails.
func (s *Shipper) Decode(msg []byte) ([]lua.LValue, error) {
	d := decoder{s: s, reader: reader{in: msg}}
	return d.message()
}

// Reset forgets what the state has made since New, when its contents are again
// what they were.
func (s *Shipper) Reset() { s.stand = nil }

func (s *Shipper) hook(kind string) *Hook {
	for i := range s.hooks {
		if s.hooks[i].Kind == kind {
			return &s.hooks[i]
		}
	}
	return nil
}
