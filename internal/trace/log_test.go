package trace_test

import (
	"bytes"
	"flag"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"ipclua/internal/trace"
	"ipclua/internal/trace/tracetest"
)

var update = flag.Bool("update", false, "write what is written to testdata")

// real is the trace of a real run, as a file has it.
func real(t testing.TB) []byte {
	t.Helper()
	text, err := os.ReadFile("testdata/ring.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestLog(t *testing.T) {
	run, err := trace.Read(bytes.NewReader(real(t)))
	if err != nil {
		t.Fatal(err)
	}
	var again bytes.Buffer
	if err := trace.Write(&again, run); err != nil {
		t.Fatal(err)
	}
	if again.String() != string(real(t)) {
		t.Error("it is not what was read")
	}
}

// A simulated run is written and read as well.
func TestLogOfSteps(t *testing.T) {
	b := tracetest.New("a.lua", "s:down()\n")
	set := b.Set(1, 1, []string{"mutex"}, 1)
	b.Down(1, 1, set, 0)
	b.Down(1, 1, set, 0)
	b.Block()
	var text bytes.Buffer
	if err := trace.Write(&text, b.Run); err != nil {
		t.Fatal(err)
	}
	run, err := trace.Read(&text)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(run, b.Run) {
		t.Errorf("%+v\nis not\n%+v", run, b.Run)
	}
}

// The forms of a fixed run.
func TestForms(t *testing.T) {
	run, err := trace.Read(bytes.NewReader(real(t)))
	if err != nil {
		t.Fatal(err)
	}
	for name, form := range map[string]func(io.Writer, *trace.Run) error{
		"ring.txt":     trace.Text,
		"ring.summary": func(w io.Writer, run *trace.Run) error { return trace.Summarise(run).Text(w) },
	} {
		var got bytes.Buffer
		if err := form(&got, run); err != nil {
			t.Fatal(err)
		}
		golden := filepath.Join("testdata", name)
		if *update {
			if err := os.WriteFile(golden, got.Bytes(), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if got.String() != string(want) {
			t.Errorf("%s is\n%swant\n%s", name, got.String(), want)
		}
	}
}

func TestDamagedLog(t *testing.T) {
	const head = `{"ipclua_trace":{"version":1,"script":"a.lua","timed":true}}` + "\n"
	const one = head + `{"process":{"number":1,"pid":7,"name":"a.lua"}}` + "\n"
	for text, want := range map[string]string{
		"":                                "no trace",
		"hello":                           "line 1: invalid character",
		`{"event":{}}`:                    "line 1: this is no trace",
		`{"ipclua_trace":{"version":9}}`:  "version 9",
		head + "{":                        "line 2: unexpected EOF",
		head + "{}":                       "line 2: it is nothing that a trace has",
		head + `{"cat":1}`:                `line 2: json: unknown field "cat"`,
		head + "{} {}":                    "line 2: there is more",
		head + `{"process":{"number":2}}`: "process 2",
		head + `{"event":{"step":1}}`:     "there is no process 0",
		one + `{"event":{"step":2}}`:      "event 1 has the number 2",
		one + `{"object":{"kind":"cat"}}`: "object 0",
		one + `{"object":{"kind":"queue","size":-1}}`:                                                         "object 0",
		one + `{"event":{"step":1,"process":1,"call":"read","kind":"segment"}}`:                               "touches nothing",
		one + `{"event":{"step":1,"process":1,"call":"semop","kind":"semaphore","before":[40000]}}`:           "no semaphore has the value 40000",
		one + `{"event":{"step":1,"process":1,"call":"semop","kind":"semaphore","before":[1],"after":[1,2]}}`: "1 values before it, 2 after",
		one + `{"event":{"step":1,"process":1,"call":"semop","freed":1}}`:                                     "not before it",
		one + `{"event":{"step":1,"process":1,"call":"semop","begin":-1}}`:                                    "before the run's beginning",
		one + `{"event":{"step":1,"process":1,"call":"read","kind":"segment","length":2,"bytes":"AAAA"}}`:     "3 bytes of 2",
		one + `{"blocked":{"process":2,"call":"semop"}}`:                                                      "there is no process 2",
		one + `{"source":{"name":"` + strings.Repeat("x", 5<<20) + `"}}`:                                      "line 3: bufio.Scanner: token too long",
	} {
		if _, err := trace.Read(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.100s: %v, want %s", text, err, want)
		}
	}
}

// Whatever is read can be shown.
func FuzzRead(f *testing.F) {
	for line := range bytes.Lines(real(f)) {
		f.Add(append([]byte(`{"ipclua_trace":{"version":1}}`+"\n"+`{"process":{"number":1}}`+"\n"), line...))
	}
	f.Add(real(f))
	f.Fuzz(func(t *testing.T, text []byte) {
		run, err := trace.Read(bytes.NewReader(text))
		if err != nil {
			return
		}
		for _, form := range []func(io.Writer, *trace.Run) error{trace.Text, trace.Write} {
			if err := form(io.Discard, run); err != nil {
				t.Error(err)
			}
		}
		if err := trace.Summarise(run).Text(io.Discard); err != nil {
			t.Error(err)
		}
	})
}
