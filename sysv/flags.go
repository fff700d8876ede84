package sysv

import (
	"fmt"
	"strconv"
	"strings"
)

// ParseFlags reads flags and modes as C spells them: constants' names and
// numbers joined by '|', as in "IPC_CREAT | IPC_EXCL | 0644". A leading 0 is
// octal, 0x hexadecimal. The empty string is 0.
func ParseFlags(text string) (int, error) {
	if strings.TrimSpace(text) == "" {
		return 0, nil
	}
	sum := 0
	for term := range strings.SplitSeq(text, "|") {
		term = strings.TrimSpace(term)
		n, err := parseTerm(term)
		if err != nil {
			return 0, fmt.Errorf("flags %q: %w", text, err)
		}
		sum |= n
	}
	return sum, nil
}

func parseTerm(term string) (int, error) {
	switch {
	case term == "":
		return 0, fmt.Errorf("a name or a number is missing beside '|'")
	case term[0] >= '0' && term[0] <= '9':
		n, err := parseNumber(term, 31)
		if err != nil {
			return 0, fmt.Errorf("%q is not a number of 31 bits", term)
		}
		return int(n), nil
	}
	if n, ok := Lookup(term); ok {
		return n, nil
	}
	return 0, fmt.Errorf("no constant is called %q", term)
}

// Lookup gives the value of a constant by its C name.
func Lookup(name string) (int, bool) {
	for _, c := range Constants() {
		if c.Name == name {
			return c.Value, true
		}
	}
	return 0, false
}

// parseNumber reads an unsigned C integer constant. strconv's base 0 would
// also take Go's 0b, 0o and underscores.
func parseNumber(text string, bits int) (uint64, error) {
	base := 10
	if len(text) > 1 && text[0] == '0' {
		base, text = 8, text[1:]
		if text[0] == 'x' || text[0] == 'X' {
			base, text = 16, text[1:]
		}
	}
	return strconv.ParseUint(text, base, bits)
}
