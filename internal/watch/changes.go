package watch

import "time"

// changes remembers when each of a row of values changed last.
type changes[T comparable] struct {
	values []T
	at     []time.Time // zero: not since it was first seen
}

// update takes the values as they are now; c keeps the slice. What the first
// update brings is no change, what a later one adds is.
func (c *changes[T]) update(values []T, now time.Time) {
	at := make([]time.Time, len(values))
	if c.values != nil {
		for i, v := range values {
			at[i] = now
			if i < len(c.values) && v == c.values[i] {
				at[i] = c.at[i]
			}
		}
	}
	c.values, c.at = values, at
}

// move makes c the changes of values that begin by places further on. Where
// nothing is known of them yet, they have not changed.
func (c *changes[T]) move(by int, values []T) {
	known := make([]T, len(values))
	at := make([]time.Time, len(values))
	copy(known, values)
	for i := range known {
		if old := i + by; 0 <= old && old < len(c.values) {
			known[i], at[i] = c.values[old], c.at[old]
		}
	}
	c.values, c.at = known, at
}

// last is when one of the values [from, to) changed last.
func (c *changes[T]) last(from, to int) (at time.Time) {
	for _, t := range c.at[from:min(to, len(c.at))] {
		if t.After(at) {
			at = t
		}
	}
	return at
}

// moment is when one looked, and for how long a change is worth showing.
type moment struct {
	now  time.Time
	keep time.Duration
}

// mark is the style of what changed at a time: in the latest look, a short while
// ago, or else as usual.
func (m moment) mark(at time.Time, usual style) style {
	switch {
	case at.IsZero():
		return usual
	case !at.Before(m.now):
		return fresh
	case m.recently(at):
		return recent
	}
	return usual
}

// recently tells whether a time is still worth showing.
func (m moment) recently(at time.Time) bool { return m.now.Sub(at) < m.keep }
