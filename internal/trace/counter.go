package trace

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// counter is a semaphore's value over time.
type counter struct {
	name    string // no two of a run have the same
	id, num int
	values  []sample // in time; each differs from the one before
}

// sample is a value from a moment on.
type sample struct {
	at    time.Duration
	value int
}

// counters are those of all semaphores whose values are known at some time, by set
// and number.
func (t *timeline) counters() []*counter {
	type semaphore struct{ id, num int }
	found := map[semaphore]*counter{}
	at := t.moments()
	for i, c := range t.calls {
		for num := range c.After {
			v, known := c.After.At(num)
			if !known || c.Kind != Semaphore {
				continue
			}
			s := semaphore{c.ID, num}
			if found[s] == nil {
				found[s] = &counter{name: t.words.Semaphore(c.ID, num), id: c.ID, num: num}
			}
			n := len(found[s].values)
			if n == 0 || found[s].values[n-1].value != v {
				found[s].values = append(found[s].values, sample{at[i], v})
			}
		}
	}
	var counters []*counter
	names := map[string]int{}
	for _, c := range found {
		counters = append(counters, c)
		names[c.name]++
	}
	slices.SortFunc(counters, func(a, b *counter) int { return cmp.Or(cmp.Compare(a.id, b.id), cmp.Compare(a.num, b.num)) })
	for _, c := range counters {
		if names[c.name] > 1 {
			c.name = fmt.Sprintf("%s (%d of set %d)", c.name, c.num, c.id)
		}
	}
	return counters
}

// moments are times at which the calls can have taken effect, so that on each
// object they did so in the order of the run: the latest such times.
func (t *timeline) moments() []time.Duration {
	at := make([]time.Duration, len(t.calls))
	next := map[object]time.Duration{}
	for i, c := range slices.Backward(t.calls) {
		at[i] = c.end
		o := object{c.Kind, c.ID}
		if later, ok := next[o]; ok {
			at[i] = min(at[i], later)
		}
		next[o] = at[i]
	}
	return at
}
