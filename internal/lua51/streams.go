package lua51

import (
	"maps"
	"runtime"
	"slices"
	"sync"
)

// streams are those that are open: the end of the script, or of the process,
// flushes what their owners did not close.
type streams struct {
	mu  sync.Mutex
	all map[*stream]bool
}

func (l *streams) add(s *stream) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.all == nil {
		l.all = map[*stream]bool{}
	}
	l.all[s] = true
}

// closeStream closes a stream that is open.
func (l *streams) closeStream(s *stream) error {
	l.mu.Lock()
	delete(l.all, s)
	l.mu.Unlock()
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.close()
}

// drop closes all streams but one. What waits to be written is lost.
func (l *streams) drop(but *stream) {
	l.mu.Lock()
	all := slices.Collect(maps.Keys(l.all))
	l.mu.Unlock()
	for _, s := range all {
		if s != but {
			s.reset("full")
			l.closeStream(s)
		}
	}
}

// flush flushes all streams but those that are busy, with a read that waits
// above all.
func (l *streams) flush() {
	const tries = 100 // for a script that writes meanwhile
	l.mu.Lock()
	defer l.mu.Unlock()
	for s := range l.all {
		for range tries {
			if s.mu.TryLock() {
				s.flush()
				s.mu.Unlock()
				break
			}
			runtime.Gosched()
		}
	}
}
