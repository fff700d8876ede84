package luamod

import (
	"bytes"
	"math"
	"math/bits"
)

// sum adds up the cells in b.
func (c cell) sum(b []byte) float64 {
	switch c {
	case int8Cell, uint8Cell, int16Cell, uint16Cell, boolCell:
		return float64(sumNarrow(b, c.width(), c.isSigned()))
	case int32Cell:
		return float64(sumInt32(b))
	case uint32Cell:
		return float64(sumUint32(b))
	case int64Cell:
		return sumWide(b, true)
	case uint64Cell:
		return sumWide(b, false)
	case floatCell:
		return sumFloat(b)
	}
	return sumDouble(b)
}

// sumInt32 takes two cells with one load, and four such sums do not wait for
// each other.
func sumInt32(b []byte) int64 {
	var s0, s1, s2, s3 int64
	for len(b) >= 32 {
		w0, w1, w2, w3 := native.Uint64(b), native.Uint64(b[8:]), native.Uint64(b[16:]), native.Uint64(b[24:])
		s0 += int64(int32(w0)) + int64(w0)>>32
		s1 += int64(int32(w1)) + int64(w1)>>32
		s2 += int64(int32(w2)) + int64(w2)>>32
		s3 += int64(int32(w3)) + int64(w3)>>32
		b = b[32:]
	}
	for ; len(b) >= 4; b = b[4:] {
		s0 += int64(int32(native.Uint32(b)))
	}
	return s0 + s1 + s2 + s3
}

func sumUint32(b []byte) int64 {
	var s0, s1, s2, s3 uint64
	for len(b) >= 32 {
		w0, w1, w2, w3 := native.Uint64(b), native.Uint64(b[8:]), native.Uint64(b[16:]), native.Uint64(b[24:])
		s0 += w0&math.MaxUint32 + w0>>32
		s1 += w1&math.MaxUint32 + w1>>32
		s2 += w2&math.MaxUint32 + w2>>32
		s3 += w3&math.MaxUint32 + w3>>32
		b = b[32:]
	}
	for ; len(b) >= 4; b = b[4:] {
		s0 += uint64(native.Uint32(b))
	}
	return int64(s0 + s1 + s2 + s3)
}

// sumNarrow adds cells of one or two bytes, all of a word at once: every second
// cell, and those between, in lanes of twice the width. A signed cell with its
// sign bit turned over is what it was and half the range more, and no negative.
func sumNarrow(b []byte, width int, signed bool) int64 {
	const laneful = 128 // words until a lane of the narrowest might overflow
	var lanes, bias, half uint64 = 0x00ff00ff00ff00ff, 0x8080808080808080, 0x80
	if width == 2 {
		lanes, bias, half = 0x0000ffff0000ffff, 0x8000800080008000, 0x8000
	}
	if !signed {
		bias, half = 0, 0
	}
	shift := 8 * width & 63
	sum := -int64(len(b)/width) * int64(half)
	for len(b) >= 8 {
		var acc uint64
		for range min(len(b)/8, laneful) {
			w := native.Uint64(b) ^ bias
			acc += w&lanes + w>>(shift&63)&lanes
			b = b[8:]
		}
		for ; acc > 0; acc >>= 2 * shift {
			sum += int64(acc & (1<<(2*shift) - 1))
		}
	}
	for ; len(b) >= width; b = b[width:] {
		w := uint64(b[0])
		if width == 2 {
			w = uint64(native.Uint16(b))
		}
		sum += int64(w ^ half)
	}
	return sum
}

// sumWide adds 64-bit cells in 128 bits.
func sumWide(b []byte, signed bool) float64 {
	var hi, lo, carry uint64
	for ; len(b) >= 8; b = b[8:] {
		w := native.Uint64(b)
		lo, carry = bits.Add64(lo, w, 0)
		hi += carry
		if signed {
			hi += uint64(int64(w) >> 63)
		}
	}
	if signed && int64(hi) < 0 {
		lo, carry = bits.Sub64(0, lo, 0)
		hi, _ = bits.Sub64(0, hi, carry)
		return -nearest(hi, lo)
	}
	return nearest(hi, lo)
}

// nearest rounds a 128-bit number once.
func nearest(hi, lo uint64) float64 {
	if hi == 0 {
		return float64(lo)
	}
	// The top 64 bits with a last bit that tells of any bit below them round as
	// the whole does.
	shift := 64 - bits.LeadingZeros64(hi)
	top := hi<<(64-shift) | lo>>shift
	if lo<<(64-shift) != 0 {
		top |= 1
	}
	return math.Ldexp(float64(top), shift)
}

func sumFloat(b []byte) float64 {
	var s float64
	for ; len(b) >= 4; b = b[4:] {
		s += float64(math.Float32frombits(native.Uint32(b)))
	}
	return s
}

func sumDouble(b []byte) float64 {
	var s float64
	for ; len(b) >= 8; b = b[8:] {
		s += math.Float64frombits(native.Uint64(b))
	}
	return s
}

// fillBlock stays in a processor's second cache.
const fillBlock = 64 << 10

// fillPattern repeats a pattern over b, whose length is a multiple of its own.
func fillPattern(b, pattern []byte) {
	if bytes.Count(pattern, []byte{0}) == len(pattern) {
		clear(b)
		return
	}
	block := b[:min(len(b), fillBlock)]
	for done := copy(block, pattern); done < len(block); done *= 2 {
		copy(block[done:], block[:done])
	}
	for rest := b[len(block):]; len(rest) > 0; {
		rest = rest[copy(rest, block):]
	}
}
