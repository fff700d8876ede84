package ship

import (
	"encoding/binary"
	"runtime"
	"strings"
	"testing"

	lua "github.com/yuin/gopher-lua"
)

// forged builds messages that no encoder makes: strings, kinds, then the rest.
func forged(strs []string, kinds []byte, rest ...byte) []byte {
	b := []byte(magic)
	b = append(b, byte(len(strs)))
	for _, s := range strs {
		b = append(append(b, byte(len(s))), s...)
	}
	b = append(b, 0) // natives
	b = append(append(b, byte(len(kinds))), kinds...)
	return append(b, rest...)
}

func TestForgedMessages(t *testing.T) {
	huge := string(binary.AppendUvarint(nil, 1<<62))
	far := string(binary.AppendVarint(nil, 60_000_000))
	nan := "\x00\x00\x00\x00\x00\x00\xf8\x7f"
	for name, c := range map[string]struct {
		msg  []byte
		want string
	}{
		"nothing":                       {nil, "ends early"},
		"other magic":                   {[]byte("ship\x02"), "does not begin"},
		"strings without end":           {[]byte(magic + huge), "number"},
		"unknown kind":                  {forged(nil, []byte{nKinds}), "kind 6"},
		"unknown tag":                   {forged(nil, nil, 1, 99, 0), "tag 99"},
		"a string that is none":         {forged(nil, nil, 1, tagString, 0, 0), "number 0 of 0"},
		"an object that is none":        {forged(nil, nil, 1, tagObject, 0, 0), "number 0 of 0"},
		"a metatable that is not there": {forged(nil, []byte{kindTable}, tagObject, 6), "number 6 of 1"},
		"a cell as a value":             {forged(nil, []byte{kindCell}, tagNil, 1, tagObject, 0, 0), "another kind"},
		"a number as metatable":         {forged(nil, []byte{kindTable}, tagTrue, 0, 0, 0, 0, 0), "metatable that is a boolean"},
		"a table as prototype":          {forged(nil, []byte{kindTable, kindFunction}, tagNil, 0, 0, 0, tagNative, 0, 0, 0, 0, 0), "another kind"},
		"a function without env":        {forged(nil, []byte{kindFunction}, tagNil, 0, 0, 0, 0), "environment"},
		"a nil key":                     {forged(nil, []byte{kindTable}, tagNil, 0, 1, 0, tagNil, tagTrue, 0, 0), "nil key"},
		"a NaN key":                     {forged(nil, []byte{kindTable}, []byte("\x00\x00\x01\x00\x04"+nan+"\x02\x00\x00")...), "NaN key"},
		"a nil field":                   {forged(nil, []byte{kindTable}, tagNil, 0, 1, 0, tagTrue, tagNil, 0, 0), "without a value"},
		"an array ending in nil":        {forged(nil, []byte{kindTable}, tagNil, 1, tagNil, 0, 0, 0, 0), "ends in nil"},
		"a far index":                   {forged(nil, []byte{kindTable}, []byte("\x00\x00\x01\x00\x03"+far+"\x02\x00\x00")...), "too far"},
		"a far change":                  {forged(nil, nil, []byte("\x00\x01\x00\x03"+far+"\x02")...), "too far"},
		"a change of metatable":         {forged(nil, nil, 0, 1, 0, tagNil, tagTrue), "metatable that is a boolean"},
		"a huge table":                  {forged(nil, []byte{kindTable}, []byte("\x00"+huge)...), "number"},
		"unknown userdata":              {forged([]string{"x"}, []byte{kindUserdata}, 0, 0, 0, 0), `unknown kind "x"`},
		"made of itself":                {forged([]string{"part", "of"}, []byte{kindUserdata, kindTable}, 0, 2, tagObject, 1, tagInt, 2, tagNil, 0, 1, 1, tagString, 1, tagObject, 0, 0, 0), "made of itself"},
		"state of another shape":        {forged([]string{"part"}, []byte{kindUserdata}, 0, 1, tagTrue, 0, 0), "a part of 1 values"},
		"bytes left over":               {forged(nil, nil, 0, 0, 0), "left over"},
	} {
		L, s := process(t)
		_, err := s.Decode(c.msg)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want …%s…", name, err, c.want)
		}
		if meta := L.G.Global.Metatable; meta != lua.LNil {
			t.Errorf("%s changed the state", name)
		}
	}
}

func TestHugeCountsAllocateNothing(t *testing.T) {
	_, s := process(t)
	huge := binary.AppendUvarint(nil, 1<<40)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for i := range 8 {
		s.Decode(append(append([]byte(magic), make([]byte, i)...), huge...))
	}
	runtime.ReadMemStats(&after)
	if n := after.TotalAlloc - before.TotalAlloc; n > 1<<20 {
		t.Errorf("%d bytes allocated", n)
	}
}
