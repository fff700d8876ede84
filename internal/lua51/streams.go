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
	mu     sync.Mutex
	all    map[*stream]int // by the order in which they were opened
	opened int
}

func (l *streams) add(s *stream) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.all == nil {
		l.all = map[*stream]int{}
	}
	l.opened++
	l.all[s] = l.opened
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
	var all []*stream
	if len(l.all) > 1 {
		all = l.inOrder()
	}
	l.mu.Unlock()
	for _, s := range all {
		if s != but {
			s.reset("full")
			l.closeStream(s)
		}
	}
}

// inOrder lists the streams as they were opened.
func (l *streams) inOrder() []*stream {
	return slices.SortedFunc(maps.Keys(l.all), func(a, b *stream) int { return l.all[a] - l.all[b] })
}

// flush flushes all streams but those that are busy, with a read that waits
// above all.
func (l *streams) flush() {
	const tries = 100 // for a script that writes meanwhile
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, s := range l.inOrder() {
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
