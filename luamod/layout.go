package luamod

import (
	"fmt"
	"math/bits"
	"strconv"
	"strings"
)

// layout is a C struct as ipc.struct was given it.
type layout struct {
	text string // the declaration
	ctype
}

// ctype is a C type: a scalar, an array, or a struct.
type ctype struct {
	size, align int
	kind        typeKind
	cell        cell            // of a scalar
	char        bool            // is the scalar a plain char, whose arrays are strings?
	elem        *ctype          // of an array
	count       int             // of an array's elements
	members     []*structMember // of a struct, in their order
	named       map[string]*structMember
}

type typeKind uint8

const (
	scalarType typeKind = iota
	arrayType
	structType
)

// structMember is a named part of a struct.
type structMember struct {
	name   string
	index  int // among the struct's
	offset int
	typ    *ctype
}

// maxLayout bounds a struct's size: no address space has more.
const maxLayout = 1 << 47

func scalarOf(c cell, char bool) *ctype {
	return &ctype{size: c.width(), align: c.width(), cell: c, char: char}
}

// arrayOf makes an array type, nil where it is too large.
func arrayOf(elem *ctype, count uint64) *ctype {
	hi, size := bits.Mul64(uint64(elem.size), count)
	if hi != 0 || size > maxLayout {
		return nil
	}
	return &ctype{size: int(size), align: elem.align, kind: arrayType, elem: elem, count: int(count)}
}

func newStruct() *ctype {
	return &ctype{align: 1, kind: structType, named: map[string]*structMember{}}
}

// add puts a member behind the others, aligned as C wants it. It gives false
// where the struct grows too large.
func (t *ctype) add(name string, typ *ctype) bool {
	offset := alignUp(t.size, typ.align)
	if offset+typ.size > maxLayout {
		return false
	}
	f := &structMember{name, len(t.members), offset, typ}
	t.members = append(t.members, f)
	t.named[name] = f
	t.size, t.align = offset+typ.size, max(t.align, typ.align)
	return true
}

// finish pads a struct so that its like can follow in an array.
func (t *ctype) finish() { t.size = alignUp(t.size, t.align) }

func alignUp(n, align int) int { return (n + align - 1) &^ (align - 1) }

// isString tells of a char array.
func (t *ctype) isString() bool { return t.kind == arrayType && t.elem.char }

// isCells tells of an array that is a view.
func (t *ctype) isCells() bool {
	return t.kind == arrayType && t.elem.kind == scalarType && !t.elem.char
}

// member finds a member, or says why there is none.
func (t *ctype) member(name string) (f *structMember, why string) {
	if f = t.named[name]; f != nil {
		return f, ""
	}
	names := make([]string, len(t.members))
	for i, f := range t.members {
		names[i] = f.name
	}
	return nil, fmt.Sprintf("the struct has no field '%s'%s", name, Suggest(name, names))
}

// path finds the offset of "a.b[2].c", or says why there is none.
func (t *ctype) path(text string) (offset int, why string) {
	rest := text
	for first := true; first || rest != ""; first = false {
		switch {
		case t.kind == structType && (first || rest[0] == '.'):
			if !first {
				rest = rest[1:]
			}
			end := 0
			for end < len(rest) && (isLetter(rest[end]) || isDigit(rest[end])) {
				end++
			}
			f, why := t.member(rest[:end])
			if why != "" {
				return 0, why
			}
			offset, t, rest = offset+f.offset, f.typ, rest[end:]
		case t.kind == arrayType && rest[0] == '[':
			digits, after, closed := strings.Cut(rest[1:], "]")
			n, err := strconv.ParseUint(digits, 10, 63)
			if !closed || err != nil || n >= uint64(t.count) {
				return 0, fmt.Sprintf("index [%s] is out of range 0..%d", digits, t.count-1)
			}
			offset, t, rest = offset+int(n)*t.elem.size, t.elem, after
		default:
			return 0, fmt.Sprintf("'%s' names no field", text)
		}
	}
	return offset, ""
}
