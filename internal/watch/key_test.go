package watch

import (
	"reflect"
	"testing"
)

func TestDecode(t *testing.T) {
	sent := "j\x1b[A\x1bOB\x1b[5~/é語\r\x7f\x03\x1a\x1b[1;2Q\x1bq"
	want := []key{"j", up, down, pageUp, "/", "é", "語", enter, backspace, interrupt, suspend, unknown, escape, "q"}
	got, rest := decode([]byte(sent))
	if !reflect.DeepEqual(got, want) || len(rest) != 0 {
		t.Errorf("%q, rest %q", got, rest)
	}
	// However the bytes arrive, the keys are the same.
	got, rest = nil, nil
	for i := range len(sent) {
		var keys []key
		keys, rest = decode(append(rest, sent[i]))
		got = append(got, keys...)
	}
	if !reflect.DeepEqual(got, want) || len(rest) != 0 {
		t.Errorf("%q, rest %q", got, rest)
	}
	for _, half := range []string{"\x1b", "\x1b[", "\x1b[5", "\xe8\xaa"} {
		if keys, rest := decode([]byte(half)); keys != nil || string(rest) != half {
			t.Errorf("%q: %q, rest %q", half, keys, rest)
		}
	}
}
