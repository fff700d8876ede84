package detect

import (
	"strings"
	"testing"

	"ipclua/internal/trace/tracetest"
)

func TestStuck(t *testing.T) {
	run, _ := philosophers(3)
	text := Stuck(run, true)
	for _, want := range []string{
		"  P1 waits for P2 to end in forks.lua:13\n",
		"  P2 waits for fork[1] in forks.lua:7: P3 took it in step 7 (forks.lua:6)\n",
		"deadlock: P2, P3 and P4 wait for each other in a circle\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	if text := Stuck(run, false); strings.Contains(text, "deadlock") {
		t.Errorf("others may go on, but\n%s", text)
	}
	run.Blocked = run.Blocked[:3] // P4 runs
	if text := Stuck(run, true); strings.Contains(text, "deadlock") || !strings.Contains(text, "P3 waits") {
		t.Errorf("P4 may go on, but\n%s", text)
	}
}

func TestStuckWithoutHolder(t *testing.T) {
	b := tracetest.New("a.lua", "full:down()\nq:receive()\n")
	full, q := b.Set(1, 9, nil, 0), b.Queue(1, 9)
	b.Spawn(1, 9, "a.lua:9")
	b.Up(2, 8, full, 0)
	b.Down(1, 1, full, 0)
	b.Down(1, 1, full, 0)
	b.Block()
	e := b.Do(2, 2, "msgrcv")
	e.Kind, e.ID = "queue", q
	b.Block()
	text := Stuck(b.Run, true)
	for _, want := range []string{"P1 waits for full in a.lua:1: P2 upped it before\n", "P2 waits for a message in q in a.lua:2: nobody has sent anything\n"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}
