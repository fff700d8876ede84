package check

import (
	"strings"
	"testing"
	"time"

	"ipclua/internal/explore"
	"ipclua/internal/sim"
)

// A process that computes without end is stopped, whatever it does, and the
// states can be used again.
func TestEndlessLoop(t *testing.T) {
	for name, test := range map[string]struct {
		text string
		line int
	}{
		"loop":      {"\nwhile true do end", 2},
		"caught":    {"while true do\npcall(function() while true do end end) end", 2},
		"coroutine": {"coroutine.wrap(function()\n\nlocal x = 1 repeat x = x + 1 until false end)()", 3},
		"child": {`ipc.spawn(function()
			pcall(table.sort, {3, 2, 1}, function() while true do end end) end):join()`, 2},
		"team": {`local s = ipc.semaphore{value = 0}
			ipc.parallel(3, function(n) if n < 3 then s:down() end
			for i = 1, math.huge do end end)`, 3},
	} {
		t.Run(name, func(t *testing.T) {
			if raceDetector {
				t.Skip("the machine's table is read without synchronisation, on purpose")
			}
			script, err := Load([]string{"-"}, 0, strings.NewReader(test.text))
			if err != nil {
				t.Fatal(err)
			}
			pool := &states{watch: watchdog{patience: 20 * time.Millisecond}}
			r := &run{script: script, states: pool}
			outcome := r.perform(sim.Config{}, explore.Schedule{}.Replay())
			f := r.failure(outcome, Kinds())
			if f == nil || f.Kind != Error || !f.Endless || f.Line != test.line || !strings.Contains(f.Message, "no step for 20ms") {
				t.Fatalf("the failure is %+v", f)
			}
			r.release()
			fresh := dump(t, nil)
			for _, s := range pool.free {
				if again := dump(t, s); again != fresh {
					t.Errorf("after it a state differs: %s", firstDifference(again, fresh))
				}
			}
		})
	}
}
