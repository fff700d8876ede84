package main

import (
	"fmt"
	"slices"

	"ipclua/internal/record"
	"ipclua/internal/trace"
	"ipclua/sysv"
)

// look asks the kernel about the semaphores that processes of a run wait for, while
// they still do: what the record does not tell, because programs that are not traced
// had a hand in it.
func (t *tracing) look(dir string) {
	run, err := record.Merge(dir, t.outcome)
	if err != nil {
		return
	}
	host, words := sysv.NewHost(), trace.NewWords(run)
	t.values = map[int][]uint16{}
	seen := map[[2]int]bool{}
	for _, e := range run.Blocked {
		if e.Kind != trace.Semaphore {
			continue
		}
		var values []uint16
		if _, err := host.Semctl(e.ID, 0, sysv.GETALL, &values); err == nil {
			t.values[e.ID] = values
			fill(&e, values)
		}
		op, blocks := e.Blocking()
		if at := [2]int{e.ID, int(op.Num)}; blocks && !seen[at] {
			seen[at] = true
			t.others = append(t.others, others(host, run, words, e.ID, op)...)
		}
	}
}

// fill gives a call that waits the values that its record does not tell.
func fill(e *trace.Event, values []uint16) {
	if e.Before == nil || slices.Contains(e.Before, trace.Unknown) {
		e.Before = values
	}
}

// others says what processes that are not traced have to do with a semaphore that
// somebody waits for.
func others(host *sysv.Host, run *trace.Run, words *trace.Words, id int, op sysv.SemOp) []string {
	num, name := int(op.Num), words.Semaphore(id, int(op.Num))
	var lines []string
	count := sysv.GETNCNT
	if op.Op == 0 {
		count = sysv.GETZCNT
	}
	traced := 0
	for _, e := range run.Blocked {
		o, blocks := e.Blocking()
		if blocks && e.ID == id && o.Num == op.Num && (o.Op == 0) == (op.Op == 0) {
			traced++
		}
	}
	if n, err := host.Semctl(id, num, count, nil); err == nil && n > traced {
		lines = append(lines, fmt.Sprintf("%s: %d more wait for it that are not traced", name, n-traced))
	}
	pid, err := host.Semctl(id, num, sysv.GETPID, nil)
	known := slices.ContainsFunc(run.Processes, func(p trace.Process) bool { return p.Pid == pid })
	if err == nil && pid > 0 && !known {
		who := fmt.Sprintf("process %d", pid)
		if life := sysv.LifeOf(pid); life.Name != "" {
			who += fmt.Sprintf(" (%s)", life.Name)
		} else if !life.Running {
			who += ", which has ended,"
		}
		lines = append(lines, fmt.Sprintf("%s: changed last by %s; it is not traced", name, who))
	}
	return lines
}
