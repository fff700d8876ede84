package ship

import (
	"testing"

	lua "github.com/yuin/gopher-lua"
)

func FuzzDecode(f *testing.F) {
	for name, program := range programs {
		if name == "deep list" || name == "deep calls" {
			continue // large, and nothing new in them
		}
		msg, err := send(f, program)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(msg)
	}
	f.Fuzz(func(t *testing.T, msg []byte) {
		L, s := process(t)
		values, err := s.Decode(msg)
		if err != nil {
			if values != nil {
				t.Errorf("values with error %v", err)
			}
			if L.GetGlobal("tostring") == lua.LNil {
				t.Error("a refused message changed the state")
			}
			return
		}
		// Whatever was accepted is a graph that can be walked again.
		s.Encode(labelled(values))
	})
}

// Every prefix of a message, and every message with one byte changed, is refused
// or decoded, but never crashes.
func TestDamagedMessages(t *testing.T) {
	const script = `local h = handle(1) log = io.tmpfile() string.trim = print
		return function(...) return load, h, ... end, {1, 2, x = {}}, part(h, 2), 1.5`
	msg, err := send(t, script)
	if err != nil {
		t.Fatal(err)
	}
	L := lua.NewState()
	defer L.Close()
	L.NewTypeMetatable("handle")
	L.SetGlobal("handle", lua.LTrue)
	damage := make([]byte, len(msg))
	for i := range msg {
		s := New(L, testHooks()...)
		if _, err := s.Decode(msg[:i]); err == nil {
			t.Errorf("%d of %d bytes are a message", i, len(msg))
		}
		for _, b := range []byte{0, 1, 0x7f, 0x80, 0xff, msg[i] + 1, msg[i] ^ 8} {
			copy(damage, msg)
			damage[i] = b
			s.Decode(damage)
		}
	}
	if _, err := New(L, testHooks()...).Decode(append(msg, 0)); err == nil {
		t.Error("a byte too many is a message")
	}
}
