package record

import (
	"cmp"
	"fmt"
	"slices"
)

// member is a process of a run.
type member struct {
	*recorded
	number int
	parent int // its number
	birth  int64
	end    int64 // 0: nobody saw it
	ended  string
	name   string
	last   int64 // when its last call ended, or began
}

// birth is a spawn as the parent's record tells it.
type birth struct {
	parent *recorded
	item   item
}

// number finds out who has started whom, and numbers the processes by their
// births.
func (m *merge) number(all []*recorded) {
	slices.SortFunc(all, func(a, b *recorded) int { return cmp.Compare(a.begin, b.begin) })
	var births []birth
	for _, r := range all {
		m.run.Lost += r.lost
		for _, i := range r.items {
			if i.call == spawn && i.errno == 0 && i.end != 0 && !m.late(i.begin) {
				births = append(births, birth{r, i})
			}
		}
	}
	slices.SortFunc(births, func(a, b birth) int { return cmp.Compare(a.item.begin, b.item.begin) })
	parents := map[*recorded]*recorded{}
	claimed := map[*recorded]bool{}
	for _, b := range births {
		p := &member{birth: b.item.begin, name: bornName(b.item)}
		at := slices.IndexFunc(all, func(r *recorded) bool {
			return r.pid == int(b.item.result) && !claimed[r] && r.begin >= b.item.begin
		})
		if at >= 0 {
			p.recorded = all[at]
			claimed[p.recorded] = true
		} else { // it was ended before it could write
			p.recorded = &recorded{pid: int(b.item.result), parent: b.parent.pid, begin: b.item.begin}
		}
		parents[p.recorded] = b.parent
		m.processes = append(m.processes, p)
	}
	for _, r := range all {
		if !claimed[r] && !m.late(r.begin) {
			m.processes = append(m.processes, &member{recorded: r, birth: r.begin, name: r.title})
		}
	}
	slices.SortStableFunc(m.processes, func(a, b *member) int { return cmp.Compare(a.birth, b.birth) })
	numbers := map[*recorded]int{}
	for i, p := range m.processes {
		p.number = i + 1
		numbers[p.recorded] = p.number
	}
	for _, p := range m.processes {
		parent := parents[p.recorded]
		if parent == nil && p.number > 1 { // started by other means
			for _, q := range m.processes[:p.number-1] {
				if q.pid == p.recorded.parent {
					parent = q.recorded
				}
			}
		}
		p.parent = numbers[parent]
	}
}

// bornName is what a process is called: its script, or where it was spawned.
func bornName(i item) string {
	if len(i.text) > 0 {
		return string(i.text)
	}
	name := fmt.Sprintf("%s:%d", i.file, i.line)
	if i.a > 0 {
		name += fmt.Sprintf(" [%d]", i.a)
	}
	return name
}

// child is the process that has a pid, as its parent knows it.
func (m *merge) child(parent, pid int, at int64) int {
	found := 0
	for _, p := range m.processes {
		if p.pid == pid && p.parent == parent && p.birth <= at {
			found = p.number
		}
	}
	return found
}
