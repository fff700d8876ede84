package trace

import (
	"fmt"
	"slices"
)

// The most that a run from a file may have.
const (
	mostSemaphores = 1 << 16
	mostSegment    = 1 << 40 // bytes
	mostAccess     = 1 << 20 // bytes of one access that are told
)

// validate says what is wrong with a run that was read: renderers go by numbers of
// steps and processes without looking.
func (r *Run) validate() error {
	for i, p := range r.Processes {
		if p.Number != i+1 || p.Parent < 0 || p.Parent > len(r.Processes) || p.Begin < 0 || p.End < 0 {
			return fmt.Errorf("process %d does not fit behind the %d before it", p.Number, i)
		}
	}
	for _, o := range r.Objects {
		most := mostSegment
		if o.Kind != Segment {
			most = mostSemaphores
		}
		if !slices.Contains([]Kind{Segment, Semaphore, Queue}, o.Kind) || o.Size < 0 || o.Size > most || len(o.Names) > mostSemaphores {
			return fmt.Errorf("object %d: no %s has the size %d", o.ID, o.Kind, o.Size)
		}
	}
	for i, e := range r.Events {
		if e.Step != i+1 {
			return fmt.Errorf("event %d has the number %d", i+1, e.Step)
		}
		if err := r.validateEvent(e, i); err != nil {
			return fmt.Errorf("event %d: %w", i+1, err)
		}
	}
	for i, e := range r.Blocked {
		if err := r.validateEvent(e, len(r.Events)); err != nil {
			return fmt.Errorf("blocked event %d: %w", i+1, err)
		}
	}
	return nil
}

// validateEvent says what is wrong with an event; so many are before it.
func (r *Run) validateEvent(e Event, before int) error {
	switch {
	case e.Process < 1 || e.Process > len(r.Processes):
		return fmt.Errorf("there is no process %d", e.Process)
	case e.Child < 0 || e.Child > len(r.Processes):
		return fmt.Errorf("there is no process %d", e.Child)
	case e.Blocked < 0 || e.Blocked > before || e.Freed < 0 || e.Freed > before:
		return fmt.Errorf("it waited from step %d to step %d, which are not before it", e.Blocked, e.Freed)
	case e.Begin < 0 || e.Since < 0 || e.End < 0:
		return fmt.Errorf("a time is before the run's beginning")
	case e.Offset < 0 || e.Length < 0 || e.Offset > mostSegment || e.Length > mostSegment:
		return fmt.Errorf("no segment has bytes from %d on", e.Offset)
	case e.Access() && (e.Length == 0 || e.Kind != Segment):
		return fmt.Errorf("it touches nothing")
	case len(e.Bytes) > mostAccess || len(e.Bytes) > 0 && len(e.Bytes) != e.Length:
		return fmt.Errorf("it has %d bytes of %d", len(e.Bytes), e.Length)
	case len(e.Before) > mostSemaphores || len(e.After) > mostSemaphores || len(e.Ops) > mostSemaphores:
		return fmt.Errorf("no set is so large")
	case e.Before != nil && e.After != nil && len(e.Before) != len(e.After):
		return fmt.Errorf("the set has %d values before it, %d after", len(e.Before), len(e.After))
	case len(e.Ops) > 0 && e.Kind != Semaphore:
		return fmt.Errorf("it operates on semaphores of no set")
	}
	return nil
}
