package luamod

import "encoding/binary"

// outcome is how a shipped function came to its end, as a child reports it. The
// text of an error is outside of what has to be unpacked into a state, so that
// it can be shown when the state is gone.
type outcome struct {
	kind      outcomeKind
	message   string // of a failure: the error as text
	traceback string
	values    []byte // internal/ship's: the results, or the error value
}

type outcomeKind byte

const (
	nothing  outcomeKind = iota // the process ended before
	returned                    // values are the results
	failure                     // values is the error's, nil where it cannot travel
)

func (o outcome) ok() bool { return o.kind == returned }

// encode gives the bytes of [Process.Result].
func (o outcome) encode() []byte {
	b := []byte{byte(o.kind)}
	for _, s := range [...]string{o.message, o.traceback} {
		b = binary.AppendUvarint(b, uint64(len(s)))
		b = append(b, s...)
	}
	return append(b, o.values...)
}

// outcomeOf reads them; what cannot be read is nothing.
func outcomeOf(b []byte) outcome {
	if len(b) == 0 || b[0] != byte(returned) && b[0] != byte(failure) {
		return outcome{}
	}
	o := outcome{kind: outcomeKind(b[0])}
	b = b[1:]
	for _, s := range [...]*string{&o.message, &o.traceback} {
		n, width := binary.Uvarint(b)
		if width <= 0 || n > uint64(len(b)-width) {
			return outcome{}
		}
		*s = string(b[width : width+int(n)])
		b = b[width+int(n):]
	}
	o.values = b
	return o
}
