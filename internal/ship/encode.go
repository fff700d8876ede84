package ship

import (
	"encoding/binary"
	"math"

	lua "github.com/yuin/gopher-lua"
)

// An encoder writes one message. Objects get a number when they are first seen;
// their bodies are written later, one after the other, from the list of objects.
type encoder struct {
	s *Shipper

	ids     map[any]int // by pointer
	objects []object
	written int // objects whose body is written
	bodies  []byte

	stringIDs map[string]int
	strings   []byte

	nativeIDs map[int]int // by node
	natives   []byte

	changes  []byte
	nchanges int

	wanted  map[string]bool // globals that shipped code names
	queue   []string        // those not looked at yet
	scanned map[scan]bool
	all     bool // shipped code can compute names of globals
	lenient bool // what cannot travel becomes a stand-in

	padding int     // empty array slots that the receiver will make
	entries []entry // scratch
	err     error
}

// An object is a numbered value; v is its pointer.
type object struct {
	kind byte
	hook int
	v    any
	at   place
}

// newEncoder gives an empty encoder, the last one's if that can be used again.
func newEncoder(s *Shipper) *encoder {
	if e := s.spare; e != nil {
		s.spare = nil
		return e
	}
	return &encoder{
		s: s, ids: make(map[any]int, 16), stringIDs: make(map[string]int, 32), nativeIDs: map[int]int{},
		wanted: map[string]bool{}, scanned: map[scan]bool{},
		bodies: make([]byte, 0, 1024), strings: make([]byte, 0, 256),
	}
}

// roots writes the values of the roots and the bodies of all they reach.
func (e *encoder) roots(roots []Root) []byte {
	head := binary.AppendUvarint(nil, uint64(len(roots)))
	for _, r := range roots {
		head = e.value(head, r.Value, place{parent: none, via: viaText, text: r.Label})
	}
	e.drain()
	return head
}

func (e *encoder) drain() {
	for ; e.written < len(e.objects) && e.err == nil; e.written++ {
		e.body(e.written)
	}
}

// recycle empties the encoder and leaves its room for the next message, unless it
// is so much that it better goes.
func (e *encoder) recycle() {
	const much = 1000
	if len(e.objects) > much || len(e.stringIDs) > much || len(e.bodies) > 64*much {
		return
	}
	clear(e.ids)
	clear(e.objects)
	clear(e.stringIDs)
	clear(e.nativeIDs)
	clear(e.wanted)
	clear(e.scanned)
	clear(e.entries)
	*e = encoder{
		s: e.s, ids: e.ids, objects: e.objects[:0], bodies: e.bodies[:0], stringIDs: e.stringIDs, strings: e.strings[:0],
		nativeIDs: e.nativeIDs, natives: e.natives[:0], changes: e.changes[:0], wanted: e.wanted, scanned: e.scanned,
		entries: e.entries[:0],
	}
	e.s.spare = e
}

// message puts the parts together, after which the encoder is no longer to be used.
func (e *encoder) message(roots []byte) ([]byte, error) {
	defer e.recycle()
	if e.err != nil {
		return nil, e.err
	}
	out := make([]byte, 0, len(magic)+len(e.strings)+len(e.natives)+len(e.objects)+len(e.bodies)+len(roots)+len(e.changes)+20)
	out = append(out, magic...)
	out = binary.AppendUvarint(out, uint64(len(e.stringIDs)))
	out = append(out, e.strings...)
	out = binary.AppendUvarint(out, uint64(len(e.nativeIDs)))
	out = append(out, e.natives...)
	out = binary.AppendUvarint(out, uint64(len(e.objects)))
	for i := range e.objects {
		out = append(out, e.objects[i].kind)
	}
	out = append(out, e.bodies...)
	out = append(out, roots...)
	out = binary.AppendUvarint(out, uint64(e.nchanges))
	return append(out, e.changes...), nil
}

// value appends v, which was found at the given place.
func (e *encoder) value(b []byte, v lua.LValue, at place) []byte {
	switch x := v.(type) {
	case nil, *lua.LNilType:
		return append(b, tagNil)
	case lua.LBool:
		if x {
			return append(b, tagTrue)
		}
		return append(b, tagFalse)
	case lua.LNumber:
		return appendNumber(b, float64(x))
	case lua.LString:
		return e.string(append(b, tagString), string(x))
	}
	if n, ok := e.s.base.node(v); ok {
		e.all = e.all || e.s.base.opensGlobals(n)
		return e.native(b, n)
	}
	switch x := v.(type) {
	case *lua.LTable:
		return e.object(append(b, tagObject), kindTable, x, at)
	case *lua.LFunction:
		if !x.IsG {
			return e.object(append(b, tagObject), kindFunction, x, at)
		}
	case *lua.LUserData:
		for i := range e.s.hooks {
			if e.s.hooks[i].Match(x) {
				b = e.object(append(b, tagObject), kindUserdata, x, at)
				e.objects[e.ids[x]].hook = i
				return b
			}
		}
	}
	return e.leave(b, v, at)
}

func appendNumber(b []byte, f float64) []byte {
	if f == math.Trunc(f) && math.Abs(f) <= maxInt && (f != 0 || !math.Signbit(f)) {
		return binary.AppendVarint(append(b, tagInt), int64(f))
	}
	return binary.LittleEndian.AppendUint64(append(b, tagFloat), math.Float64bits(f))
}

// string appends the number of s.
func (e *encoder) string(b []byte, s string) []byte {
	id, ok := e.stringIDs[s]
	if !ok {
		id = len(e.stringIDs)
		e.stringIDs[s] = id
		e.strings = binary.AppendUvarint(e.strings, uint64(len(s)))
		e.strings = append(e.strings, s...)
	}
	return binary.AppendUvarint(b, uint64(id))
}

// object appends the number of the object v points to.
func (e *encoder) object(b []byte, kind byte, v any, at place) []byte {
	id, ok := e.ids[v]
	if !ok {
		id = len(e.objects)
		e.ids[v] = id
		e.objects = append(e.objects, object{kind: kind, v: v, at: at})
	}
	return binary.AppendUvarint(b, uint64(id))
}

// native appends a reference to a node of the baseline.
func (e *encoder) native(b []byte, n int) []byte {
	return binary.AppendUvarint(append(b, tagNative), uint64(e.nativeID(n)))
}

func (e *encoder) nativeID(n int) int {
	if n < nRoots {
		return n
	}
	if id, ok := e.nativeIDs[n]; ok {
		return id
	}
	x := &e.s.base.nodes[n]
	parent := e.nativeID(x.parent)
	e.natives = binary.AppendUvarint(e.natives, uint64(parent))
	e.natives = append(e.natives, byte(x.step))
	e.natives = e.value(e.natives, x.key, place{})
	id := nRoots + len(e.nativeIDs)
	e.nativeIDs[n] = id
	return id
}

// leave deals with a value that cannot travel.
func (e *encoder) leave(b []byte, v lua.LValue, at place) []byte {
	err := e.s.refusal(v)
	err.Path = e.path(at)
	return e.leaveAs(b, v, at, err)
}

func (e *encoder) leaveAs(b []byte, v lua.LValue, at place, err *Error) []byte {
	if !e.lenient {
		e.fail(err)
		return b
	}
	if _, ok := e.ids[v]; !ok {
		e.object(nil, kindStandIn, v, at)
		e.objects[e.ids[v]].v = standInFor(v, err)
	}
	return e.object(append(b, tagObject), kindStandIn, v, at)
}

func (e *encoder) fail(err error) {
	if e.err == nil {
		e.err = err
	}
}
