package lua51

import (
	"math"
	"strconv"
)

// FormatNumber is Lua's text of a number, C's "%.14g".
func FormatNumber(x float64) string {
	if i := int64(x); float64(i) == x && -1e14 < x && x < 1e14 && (i != 0 || !math.Signbit(x)) {
		return strconv.FormatInt(i, 10)
	}
	var room [32]byte
	return string(appendNumber(room[:0], x))
}

// appendNumber appends "%.14g" of a number, as C prints it: the exponent has two
// digits or more, trailing zeros are left out.
func appendNumber(text []byte, x float64) []byte {
	const digits = 14
	switch {
	case math.IsNaN(x):
		if math.Signbit(x) {
			return append(text, "-nan"...)
		}
		return append(text, "nan"...)
	case math.IsInf(x, 1):
		return append(text, "inf"...)
	case math.IsInf(x, -1):
		return append(text, "-inf"...)
	}
	return strconv.AppendFloat(text, x, 'g', digits, 64)
}
