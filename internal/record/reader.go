package record

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// item is one thing that a process did, as its record tells it.
type item struct {
	call              call
	source            int    // a number for
	file              string // the name
	line              int
	id, errno         int
	begin, since, end int64
	result, a, b      int64
	bytes             []byte // of a read
	text              []byte
}

// recorded is what the record of a process says.
type recorded struct {
	pid, parent int
	begin       int64
	lost        int
	title       string
	items       []item // calls, in the order in which they began
	names       map[int][]string
}

// readFolder reads all records of a folder. One that cannot be read, because its
// process was killed before it was whole, is left out.
func readFolder(dir string) ([]*recorded, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*"+suffix))
	if err != nil {
		return nil, err
	}
	var all []*recorded
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			return nil, err
		}
		if r, err := parse(text); err == nil {
			all = append(all, r)
		}
	}
	return all, nil
}

// parse reads a record, as far as it goes.
func parse(text []byte) (*recorded, error) {
	if len(text) < slotSize || string(text[:len(magic)]) != magic {
		return nil, fmt.Errorf("this is no record")
	}
	r := &recorded{
		pid:    int(order.Uint32(text[atPid:])),
		parent: int(order.Uint32(text[atParent:])),
		begin:  int64(order.Uint64(text[atStart:])),
		lost:   int(order.Uint64(text[atLost:])),
		names:  map[int][]string{},
	}
	sources := map[int]string{}
	for at := slotSize; at+slotSize <= len(text); {
		e := text[at : at+slotSize]
		c := call(e[atCall])
		if c == filler {
			at = nextBoundary(at)
			continue
		}
		behind := int(order.Uint16(e[atText:]))
		next := at + slotSize*(1+slots(behind))
		if c == nothing || c >= calls || next > len(text) {
			break
		}
		i := item{
			call:   c,
			source: int(order.Uint16(e[atFile:])),
			line:   int(int32(order.Uint32(e[atLine:]))),
			id:     int(int32(order.Uint32(e[atID:]))),
			errno:  int(order.Uint16(e[atErrno:])),
			begin:  int64(order.Uint64(e[atBegin:])),
			since:  int64(order.Uint64(e[atSince:])),
			end:    int64(order.Uint64(e[atEnd:])),
			result: int64(order.Uint64(e[atResult:])),
			a:      int64(order.Uint64(e[atA:])),
			b:      int64(order.Uint64(e[atB:])),
			bytes:  e[atResult : atResult+min(8, int(e[atBytes]))],
			text:   text[at+slotSize : at+slotSize+behind],
		}
		if n := int(e[atBytes]); n > 8 && n <= len(i.text) {
			i.bytes = i.text[:n]
		}
		at = next
		switch c {
		case sourceName:
			sources[i.id] = string(i.text)
		case setNames:
			r.names[i.id] = strings.Split(strings.TrimSuffix(string(i.text), "\x00"), "\x00")
		case title:
			r.title = string(i.text)
		case gotValues:
			if n := len(r.items); n > 0 && r.items[n-1].call == semctl && r.items[n-1].id == i.id {
				r.items[n-1].text = i.text
			}
		default:
			r.items = append(r.items, i)
		}
	}
	for n := range r.items {
		r.items[n].file = sources[r.items[n].source]
	}
	return r, nil
}

// nextBoundary is where the chunk after the one of an offset begins.
func nextBoundary(at int) int {
	if at < firstChunk {
		return firstChunk
	}
	return firstChunk + ((at-firstChunk)/chunkSize+1)*chunkSize
}
