package luamod

import (
	"bytes"
	"fmt"
	"strings"

	"ipclua/sysv"
)

const (
	dumpWidth = 16
	hexDigits = "0123456789abcdef"
)

// hexDump gives bytes as hexdump -C prints them: the offset, sixteen bytes in
// hexadecimal and as ASCII to a line, "*" for lines that repeat the one before,
// and the offset of the end.
func hexDump(b []byte, offset int) string {
	var out strings.Builder
	var last []byte
	starred := false
	for at := 0; at < len(b); at += dumpWidth {
		row := b[at:min(at+dumpWidth, len(b))]
		if len(row) == dumpWidth && bytes.Equal(row, last) {
			if !starred {
				out.WriteString("*\n")
				starred = true
			}
			continue
		}
		last, starred = row, false
		fmt.Fprintf(&out, "%08x ", offset+at)
		dumpRow(&out, row)
	}
	if len(b) > 0 {
		fmt.Fprintf(&out, "%08x\n", offset+len(b))
	}
	return out.String()
}

func dumpRow(out *strings.Builder, row []byte) {
	for i := range dumpWidth {
		if i == dumpWidth/2 {
			out.WriteByte(' ')
		}
		if i >= len(row) {
			out.WriteString("   ")
			continue
		}
		out.Write([]byte{' ', hexDigits[row[i]>>4], hexDigits[row[i]&15]})
	}
	out.WriteString("  |")
	for _, c := range row {
		if c < ' ' || c > '~' {
			c = '.'
		}
		out.WriteByte(c)
	}
	out.WriteString("|\n")
}

// memoryText is what tostring says of a memory.
func memoryText(mem *sysv.Memory) string {
	state := ""
	switch {
	case !mem.IsAttached():
		state = ", detached"
	case mem.ReadOnly():
		state = ", read-only"
	}
	return fmt.Sprintf("memory of %d bytes of segment %d%s", mem.Size(), mem.ID(), state)
}
