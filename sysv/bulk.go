package sysv

import "strings"

// The sizes of the pieces in which a large copy is done.
const (
	textPiece = 1 << 20 // still in a cache when the copy follows the clearing
	putPiece  = 8 << 20 // enough for a copy that does not go through the caches
)

// Text gives a string with the bytes of b, which is of a [Memory].
//
// Fresh memory for a large string costs a page fault for each of its pages. Here the
// kernel makes them in one call for each piece (MADV_POPULATE_WRITE, madvise(2));
// where it does not know that, the faults come.
func Text(b []byte) string {
	var text strings.Builder // which does not clear what it reserves
	text.Grow(len(b))
	inPieces(len(b), textPiece, func(from, to int) {
		if from > 0 {
			populate(text.String(), to-from)
		}
		text.Write(b[from:to])
	})
	return text.String()
}

// Put copies text to the start of b, which is of a [Memory].
func Put(b []byte, text string) {
	inPieces(len(text), putPiece, func(from, to int) { copy(b[from:to], text[from:to]) })
}

// inPieces does the work of one large copy in several: while Go's collector waits
// for a goroutine that is within a copy, it sends it signals that make each page
// fault there cost many times as much.
func inPieces(n, piece int, work func(from, to int)) {
	for from := 0; from < n; from += piece {
		onePiece(work, from, min(from+piece, n))
	}
}

// onePiece is a call, at which the goroutine stops for the collector.
//
//go:noinline
func onePiece(work func(from, to int), from, to int) { work(from, to) }
