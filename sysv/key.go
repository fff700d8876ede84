package sysv

import (
	"fmt"
	"strings"
)

// Key is a key_t: what unrelated programs agree on to find the same object.
// It prints as ipcs(1) shows it, 0x00006009.
type Key int32

func (k Key) String() string { return fmt.Sprintf("0x%08x", uint32(k)) }

// ParseKey reads a key as people write it: decimal, 0x hexadecimal or 0 octal,
// of 32 bits, signed or unsigned.
func ParseKey(text string) (Key, error) {
	digits, negative := strings.CutPrefix(strings.TrimSpace(text), "-")
	n, err := parseNumber(digits, 32)
	if err != nil || negative && n > 1<<31 {
		return 0, fmt.Errorf("key %q is not a number of 32 bits", text)
	}
	if negative {
		n = -n
	}
	return Key(n), nil
}
