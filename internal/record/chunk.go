package record

import "ipclua/sysv"

// The size of a record. It grows by chunks, the first is for processes that do
// little.
const (
	firstChunk = 64 << 10
	chunkSize  = 1 << 20
	mostBytes  = 256 << 20
)

// reserve gives the next slot, with room behind it for so many bytes of text; nil
// where there is none left. What it gives is zero.
func (l *Log) reserve(bytes int) entry {
	length := slotSize * (1 + slots(bytes))
	if len(l.chunk)-l.used < length {
		if l.full || l.size+chunkSize > mostBytes || l.nextChunk() != nil {
			l.full = true
			order.PutUint64(l.head[atLost:], order.Uint64(l.head[atLost:])+1)
			return nil
		}
	}
	e := entry(l.chunk[l.used : l.used+slotSize+bytes : l.used+length])
	l.used += length
	return e
}

// nextChunk goes on in a new chunk. The old one stays mapped: calls may still end
// in it.
func (l *Log) nextChunk() error {
	rest := l.chunk[l.used:]
	if err := l.grow(chunkSize); err != nil {
		return err
	}
	if len(rest) > 0 {
		rest[atCall] = byte(filler)
	}
	l.used = 0
	return nil
}

func (l *Log) grow(length int) error {
	chunk, err := sysv.MapFile(l.f, l.size, length)
	if err != nil {
		return err
	}
	l.chunk = chunk
	l.size += int64(length)
	return nil
}
