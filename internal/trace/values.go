package trace

import (
	"encoding/json"
	"fmt"
)

// Values are those of a set's semaphores at a moment; some may be [Unknown]. In
// JSON that is null.
type Values []uint16

// Unknown stands for a value that nobody can tell; it is above SEMVMX, the highest
// that a semaphore can have (semop(2)).
const Unknown = 1<<16 - 1

// mostValue is SEMVMX.
const mostValue = 1<<15 - 1

// At gives a semaphore's value and whether it is known.
func (v Values) At(num int) (value int, known bool) {
	if num < 0 || num >= len(v) || v[num] == Unknown {
		return 0, false
	}
	return int(v[num]), true
}

// Change gives a semaphore's values before and after an event, where both are
// known.
func (e Event) Change(num int) (before, after int, known bool) {
	before, b := e.Before.At(num)
	after, a := e.After.At(num)
	return before, after, a && b
}

// MarshalJSON writes a list of numbers and nulls.
func (v Values) MarshalJSON() ([]byte, error) {
	list := make([]any, len(v))
	for i, n := range v {
		if n != Unknown {
			list[i] = n
		}
	}
	return json.Marshal(list)
}

// UnmarshalJSON reads what MarshalJSON writes.
func (v *Values) UnmarshalJSON(text []byte) error {
	var list []*uint16
	if err := json.Unmarshal(text, &list); err != nil {
		return err
	}
	*v = nil
	for _, n := range list {
		switch {
		case n == nil:
			*v = append(*v, Unknown)
		case *n > mostValue:
			return fmt.Errorf("no semaphore has the value %d", *n)
		default:
			*v = append(*v, *n)
		}
	}
	return nil
}
