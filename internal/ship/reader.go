package ship

import (
	"encoding/binary"
	"fmt"
)

// A reader takes a message apart. Its first error sticks and empties it, so that
// every loop over a checked count ends soon.
type reader struct {
	in  []byte
	err error
}

func (r *reader) fail(format string, args ...any) {
	if r.err == nil {
		r.err = fmt.Errorf("ship: bad message: "+format, args...)
	}
	r.in = nil
}

func (r *reader) bytes(n int) []byte {
	if n > len(r.in) {
		r.fail("it ends early")
		return nil
	}
	b := r.in[:n]
	r.in = r.in[n:]
	return b
}

func (r *reader) byte() byte {
	if b := r.bytes(1); b != nil {
		return b[0]
	}
	return 0
}

func (r *reader) uint32() uint32 {
	if b := r.bytes(4); b != nil {
		return binary.LittleEndian.Uint32(b)
	}
	return 0
}

func (r *reader) uint64() uint64 {
	if b := r.bytes(8); b != nil {
		return binary.LittleEndian.Uint64(b)
	}
	return 0
}

func (r *reader) int() int {
	v, n := binary.Varint(r.in)
	if n <= 0 {
		r.fail("it ends early")
		return 0
	}
	r.in = r.in[n:]
	return int(v)
}

// uint reads a number below limit.
func (r *reader) uint(limit int) int {
	v, n := binary.Uvarint(r.in)
	if n <= 0 {
		r.fail("it ends early")
		return 0
	}
	if v >= uint64(limit) {
		r.fail("number %d of %d", v, limit)
		return 0
	}
	r.in = r.in[n:]
	return int(v)
}

// count reads the number of things that follow, each of at least size bytes.
func (r *reader) count(size int) int { return r.uint(len(r.in)/size + 1) }
