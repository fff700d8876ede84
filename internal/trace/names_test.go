package trace_test

import (
	"testing"

	"ipclua/internal/trace"
)

func TestWordsCell(t *testing.T) {
	const source = `local index = seg:int32(0, 2)
local ring = seg:int32(64, PLACES)
local far = seg:double(base)
local s = seg:struct(Story, 256)
ring[index[0]] = item
index[0] = (index[0] + 1) % PLACES
far[i] = far[i - 1]
s.turn = ring[1]
far:fetch_add(i, 1)
local t = ipc.segment{size = 64} local v = t:int16(); v[3] = 1
`
	for _, c := range []struct {
		line, offset, length int
		want                 string
	}{
		{5, 0, 4, "index[0]"},
		{5, 64, 4, "ring[0]"},
		{5, 72, 4, "ring[2]"},
		{5, 8, 4, "bytes 8–11"}, // behind index, before ring
		{6, 4, 4, "index[1]"},
		{7, 800, 8, "bytes 800–807"}, // i or i - 1
		{8, 260, 2, "s.turn"},
		{9, 800, 8, "far[i]"},
		{10, 6, 2, "v[3]"},
	} {
		w := trace.NewWords(&trace.Run{Script: "a.lua", Sources: map[string]string{"a.lua": source}})
		e := trace.Event{Call: "read", File: "a.lua", Line: c.line, Kind: trace.Segment, Offset: c.offset, Length: c.length}
		if got := w.Cell(e); got != c.want {
			t.Errorf("line %d, bytes %d–%d: %s, want %s", c.line, c.offset, c.offset+c.length-1, got, c.want)
		}
	}
}
