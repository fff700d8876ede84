package ship

import (
	"fmt"
	"testing"

	lua "github.com/yuin/gopher-lua"
)

const small = `local a, t = 1, {1, 2, 3} function helper(x) return x + a end return function(i) return helper(i) + #t end`

const list = `local head for i = 1, 200000 do head = {next = head, i} end return head`

const numbers = `local t = {} for i = 1, 100000 do t[i] = i end return t`

// A standard state and 100 functions more, as a module would bring them.
func BenchmarkNew(b *testing.B) {
	L := lua.NewState()
	defer L.Close()
	m := L.NewTable()
	for i := range 100 {
		m.RawSetString(fmt.Sprintf("function%d", i), L.NewFunction(func(*lua.LState) int { return 0 }))
	}
	L.SetGlobal("m", m)
	for b.Loop() {
		New(L)
	}
}

func BenchmarkEncode(b *testing.B) {
	for name, script := range map[string]string{"nothing": `return {}`, "small": small, "list": list, "numbers": numbers} {
		b.Run(name, func(b *testing.B) {
			L, s := process(b)
			roots := run(b, L, script)
			for b.Loop() {
				if _, err := s.Encode(roots); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// The first message of a process, which works out the paths.
func BenchmarkFirstEncode(b *testing.B) {
	L, s := process(b)
	roots := run(b, L, small)
	for b.Loop() {
		s.base.at = nil
		if _, err := s.Encode(roots); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDecode(b *testing.B) {
	for name, script := range map[string]string{"small": small, "list": list, "numbers": numbers} {
		b.Run(name, func(b *testing.B) {
			msg, err := send(b, script)
			if err != nil {
				b.Fatal(err)
			}
			_, s := process(b)
			b.ReportMetric(float64(len(msg)), "bytes")
			for b.Loop() {
				if _, err := s.Decode(msg); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
