package record

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"ipclua/sysv"
)

// What one call may add.
const (
	mostText  = 4 << 10
	mostItems = mostText / 8 // operations or values
)

// suffix is how the names of records end.
const suffix = ".ipcrec"

// Log is the record of this process. It may be used by several goroutines.
type Log struct {
	// Memory makes accesses to shared memory part of the record.
	Memory bool

	position func() (file string, line int)

	mu     sync.Mutex
	f      *os.File
	head   []byte            // the header
	chunk  []byte            // that is being filled
	used   int               // of it
	size   int64             // of the file
	files  map[string]uint16 // the numbers of sources
	file   string            // the last source
	number uint16            // and its number
	open   entry             // of the call that may wait
	change entry             // of the access whose bytes are still to come
	full   bool
}

// Create begins the record of this process in a folder. position tells the line of
// the script that makes a call.
func Create(dir string, position func() (file string, line int)) (*Log, error) {
	pid := os.Getpid()
	name := filepath.Join(dir, fmt.Sprintf("%d-%d%s", sysv.Nanotime(), pid, suffix))
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, err
	}
	l := &Log{position: position, f: f, files: map[string]uint16{}}
	if err := l.grow(firstChunk); err != nil {
		f.Close()
		os.Remove(name)
		return nil, err
	}
	l.head = l.chunk[:slotSize]
	l.used = slotSize
	order.PutUint32(l.head[atPid:], uint32(pid))
	order.PutUint32(l.head[atParent:], uint32(os.Getppid()))
	order.PutUint64(l.head[atStart:], uint64(sysv.Nanotime()))
	copy(l.head, magic)
	return l, nil
}

// Name notes what the process runs, as its command line tells.
func (l *Log) Name(name string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.write(title, 0, name)
}

// names notes what a set's semaphores are called.
func (l *Log) names(set int, names []string) {
	text := ""
	for _, n := range names {
		text += n + "\x00"
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.write(setNames, set, text)
}

// write adds something that takes no time.
func (l *Log) write(c call, id int, text string) {
	text = text[:min(len(text), mostText)]
	if e := l.reserve(len(text)); e != nil {
		copy(e.text(), text)
		order.PutUint64(e[atID:], uint64(uint32(id))|uint64(len(text))<<48)
		e[atCall] = byte(c)
	}
}

// begin notes that a call begins.
func (l *Log) begin(c call, id int, a, b int64) entry {
	l.mu.Lock()
	defer l.mu.Unlock()
	e := l.reserve(0)
	l.start(e, c, id, a, b)
	return e
}

// beginText is begin of a call with a text.
func (l *Log) beginText(c call, id int, a, b int64, text string) entry {
	text = text[:min(len(text), mostText)]
	l.mu.Lock()
	defer l.mu.Unlock()
	e := l.reserve(len(text))
	copy(e.text(), text)
	l.start(e, c, id, a, b)
	return e
}

// semop notes that a call begins that may wait.
func (l *Log) semop(id int, ops []sysv.SemOp, timeout time.Duration) entry {
	b, bytes := int64(0), 0
	if len(ops) == 1 {
		b = packOp(ops[0])
	} else {
		ops = ops[:min(len(ops), mostItems)]
		bytes = 8 * len(ops)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	e := l.reserve(bytes)
	if e != nil && bytes > 0 {
		putOps(e.text(), ops)
	}
	l.start(e, semop, id, int64(timeout), b)
	l.open = e
	return e
}

// message notes that a call begins that may wait; msgrcv has room for the type that
// it gets.
func (l *Log) message(c call, id int, mtype, b int64) entry {
	l.mu.Lock()
	defer l.mu.Unlock()
	bytes := 0
	if c == msgrcv {
		bytes = 8
	}
	e := l.reserve(bytes)
	l.start(e, c, id, mtype, b)
	l.open = e
	return e
}

// semctl notes that a call begins that may set values.
func (l *Log) semctl(id int, a, b int64, values []uint16) entry {
	values = values[:min(len(values), mostItems)]
	l.mu.Lock()
	defer l.mu.Unlock()
	e := l.reserve(2 * len(values))
	if e != nil {
		putValues(e.text(), values)
	}
	l.start(e, semctl, id, a, b)
	return e
}

// got notes the values that GETALL gave.
func (l *Log) got(id int, values []uint16) {
	values = values[:min(len(values), mostItems)]
	l.mu.Lock()
	defer l.mu.Unlock()
	if e := l.reserve(2 * len(values)); e != nil {
		putValues(e.text(), values)
		order.PutUint64(e[atID:], uint64(uint32(id))|uint64(2*len(values))<<48)
		e[atCall] = byte(gotValues)
	}
}

// ended notes that a child has ended.
func (l *Log) ended(pid, status int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if e := l.reserve(0); e != nil {
		order.PutUint64(e[atA:], uint64(pid))
		order.PutUint64(e[atBegin:], uint64(sysv.Nanotime()))
		e.end(status, nil)
		e[atCall] = byte(ended)
	}
}

// start fills a slot that has been reserved, the word with the call last.
func (l *Log) start(e entry, c call, id int, a, b int64) {
	if e == nil {
		return
	}
	file, line := l.position()
	if file != l.file {
		l.file, l.number = file, l.source(file)
	}
	order.PutUint64(e[atID:], uint64(uint32(id))|uint64(e.size())<<48)
	order.PutUint64(e[atA:], uint64(a))
	order.PutUint64(e[atB:], uint64(b))
	order.PutUint64(e[atBegin:], uint64(sysv.Nanotime()))
	order.PutUint64(e, uint64(c)|uint64(l.number)<<16|uint64(uint32(line))<<32)
}

// waits notes that the call that may wait is about to.
func (l *Log) waits() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.open.waits()
}

// source gives the number of a source file, from 1; 0 for none.
func (l *Log) source(file string) uint16 {
	if file == "" {
		return 0
	}
	n, known := l.files[file]
	if !known && len(l.files) < 1<<16-1 {
		n = uint16(len(l.files) + 1)
		l.files[file] = n
		l.write(sourceName, int(n), file)
	}
	return n
}
