package trace_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"ipclua/internal/trace"
	"ipclua/internal/trace/tracetest"
)

func TestMermaid(t *testing.T) {
	const want = `sequenceDiagram
    participant P1 as P1 mutex.lua
    participant P2 as P2 mutex.lua:2
    participant O1 as the segment
    participant O2 as mutex
    P1->>O1: shmget = 1
    P1->>O2: semget = 2
    P1->>O2: initialises mutex: 1
    P1->>P2: spawns P2
    P1->>O2: down mutex: 1 → 0
    Note over P2: waits for mutex
    P1->>O1: reads 0 from n[0]
    P1->>O1: writes 1 to n[0]
    P1->>O2: up mutex: 0 → 1
    P1->>O1: reads 1 from n[0]
    O2-->>P2: down mutex: 1 → 0
    P2->>O1: reads 1 from n[0]
    P2->>O1: writes 2 to n[0]
    Note over P2: ends
`
	if got := render(t, trace.Mermaid, handOver().Run); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestMermaidEnd: what processes hang in is said, and the end of a long run is shown.
func TestMermaidEnd(t *testing.T) {
	b := tracetest.New("stuck.lua", "")
	set := b.Set(1, 1, []string{"mutex"}, 1)
	for range 200 {
		b.Down(1, 2, set, 0)
		b.Up(1, 3, set, 0)
	}
	b.Down(1, 4, set, 0)
	b.Down(1, 5, set, 0)
	b.Block()
	got := render(t, trace.Mermaid, b.Run)
	for _, want := range []string{"Note over P1: at the end: waits for mutex\n", "Note over P1: 283 of 403 steps left out\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q", want)
		}
	}
	if n := strings.Count(got, "->>"); n != 120 {
		t.Errorf("%d messages", n)
	}
}

// TestMermaidOdd: each line is of a form that Mermaid knows, whatever a run's texts
// are, and Mermaid takes a text of that length.
func TestMermaidOdd(t *testing.T) {
	const text = `(?:[\pL\pN _.,:=()\[\]/'–…→\x{FFFD}]|#\d+;)+`
	line := regexp.MustCompile(`^    (?:participant [PO]\d+ as ` + text + `|[PO]\d+(?:->>|-->>|-x)[PO]\d+: ` + text + `|Note over P\d+(?:,P\d+)?: ` + text + `)$`)
	oddRuns(t, func(t *testing.T, run *trace.Run) {
		got := render(t, trace.Mermaid, run)
		head, rest, _ := strings.Cut(strings.TrimSuffix(got, "\n"), "\n")
		if head != "sequenceDiagram" {
			t.Errorf("it begins with %q", head)
		}
		declared := map[string]bool{}
		for l := range strings.SplitSeq(rest, "\n") {
			if !line.MatchString(l) {
				t.Errorf("a line is %q", l)
				continue
			}
			if name, ok := strings.CutPrefix(l, "    participant "); ok {
				name, _, _ = strings.Cut(name, " ")
				declared[name] = true
			}
			parts, _, _ := strings.Cut(strings.TrimPrefix(l, "    Note over"), ":")
			for _, name := range regexp.MustCompile(`\b[PO]\d+\b`).FindAllString(parts, -1) {
				if !strings.Contains(l, " participant ") && !declared[name] {
					t.Errorf("%s is not declared: %q", name, l)
				}
			}
		}
		if n := utf8.RuneCountInString(got); n > 50_000 {
			t.Errorf("%d characters", n)
		}
	})
}

func TestMermaidKill(t *testing.T) {
	b := tracetest.New("kill.lua", "")
	b.Spawn(1, 1, "worker")
	e := b.Do(1, 2, "kill")
	e.Child, e.Detail, e.Result = 2, "SIGTERM", "0"
	if got, want := render(t, trace.Mermaid, b.Run), fmt.Sprintln("    P1->>P2: kills P2 SIGTERM"); !strings.HasSuffix(got, want) {
		t.Errorf("got %q", got)
	}
}
