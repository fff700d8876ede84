package lua51

import (
	"errors"
	"strconv"
	"strings"
)

const spaces = " \t\n\v\f\r"

// parseNumber is the number that a string stands for: what strtod(3) takes,
// with white space around it and up to a NUL (luaO_str2d).
func parseNumber(s string) (float64, bool) {
	if i, ok := smallInteger(s); ok {
		return float64(i), true
	}
	s, _, _ = strings.Cut(s, "\x00")
	s = strings.Trim(s, spaces)
	if strings.Contains(s, "_") {
		return 0, false // which Go takes
	}
	sign, digits := "", s
	if s != "" && (s[0] == '-' || s[0] == '+') {
		sign, digits = s[:1], s[1:]
	}
	if len(digits) > 2 && (digits[:2] == "0x" || digits[:2] == "0X") && !strings.ContainsAny(digits, "pP") {
		s += "p0" // which Go asks for
	}
	if isNaN(digits) {
		s = "nan"
	}
	x, err := strconv.ParseFloat(s, 64)
	if err != nil && !errors.Is(err, strconv.ErrRange) {
		return 0, false
	}
	if x != x && sign == "-" {
		x = -x
	}
	return x, true
}

// isNaN tells whether strtod takes a text for no number: "nan", with letters and
// digits in parentheses or without.
func isNaN(s string) bool {
	if len(s) < 3 || !strings.EqualFold(s[:3], "nan") {
		return false
	}
	inside, opened := strings.CutPrefix(s[3:], "(")
	inside, closed := strings.CutSuffix(inside, ")")
	return opened == closed && (opened || inside == "") &&
		strings.IndexFunc(inside, func(c rune) bool { return c >= 0x80 || !isAlpha(byte(c)) && !isDigit(byte(c)) }) < 0
}

// smallInteger parses the usual case: up to nine digits.
func smallInteger(s string) (n int, ok bool) {
	if len(s) == 0 || len(s) > 9 {
		return 0, false
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = 10*n + int(s[i]-'0')
	}
	return n, true
}
