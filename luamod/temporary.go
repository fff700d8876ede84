package luamod

import (
	"errors"
	"slices"
	"sync"

	"ipclua/sysv"
)

// temporaries are the objects to remove when the script is over: those that it
// created as temporary. One that it only opened is its creator's to remove, and
// a spawned process gets handles, not temporaries.
//
// The script may still run while another goroutine, the one that a signal
// wakes, removes them.
type temporaries struct {
	mu   sync.Mutex
	list []temporary
	over bool
}

type temporary struct {
	kind sysv.Kind
	id   int
}

// create runs the call that creates o, so that either o is listed or, once the
// script is over, nothing is created.
func (t *temporaries) create(o *object, call func() error) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.over {
		return &sysv.Error{Op: getName(o.kind), Object: o.key, Errno: sysv.EINTR, Why: "the script is over, nothing temporary can be created"}
	}
	if err := call(); err != nil {
		return err
	}
	t.list = append(t.list, temporary{o.kind, o.id})
	return nil
}

// forget takes an object off the list: it is removed.
func (t *temporaries) forget(kind sysv.Kind, id int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.list = slices.DeleteFunc(t.list, func(o temporary) bool { return o == temporary{kind, id} })
}

// removeTemporaries removes what the script created as temporary. Those that
// somebody else has removed are no error. It may be called more than once, and
// while the script runs: from then on it cannot create temporary objects.
func (m *Module) removeTemporaries() []error {
	t := &m.temporary
	t.mu.Lock()
	defer t.mu.Unlock()
	t.over = true
	var failures []error
	for _, o := range slices.Backward(t.list) {
		err := m.control(o.kind, o.id, sysv.IPC_RMID, nil)
		if err != nil && !errors.Is(err, sysv.EINVAL) && !errors.Is(err, sysv.EIDRM) {
			failures = append(failures, err)
		}
	}
	t.list = nil
	return failures
}
