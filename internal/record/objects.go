package record

import (
	"ipclua/internal/trace"
	"ipclua/sysv"
)

// meetObjects lists the objects of the run, in the order in which they are met.
func (m *merge) meetObjects() {
	type key struct {
		kind trace.Kind
		id   int
	}
	at := map[key]int{}
	for _, x := range m.moments {
		e := x.Event
		if e.Kind == "" || e.Failed() || x.item.end == 0 && e.ID == 0 {
			continue
		}
		k := key{e.Kind, e.ID}
		n, known := at[k]
		if !known {
			n = len(m.run.Objects)
			at[k] = n
			m.run.Objects = append(m.run.Objects, trace.Object{Kind: e.Kind, ID: e.ID})
		}
		o := &m.run.Objects[n]
		switch x.call {
		case shmget, semget:
			o.Size = max(o.Size, int(x.b))
			o.Key = x.key()
		case msgget:
			o.Key = x.key()
		case semop:
			for _, op := range e.Ops {
				o.Size = max(o.Size, int(op.Num)+1)
			}
		case semctl: // SETALL, GETALL
			o.Size = max(o.Size, len(x.text)/2)
		case read, write, atomic:
			o.Size = max(o.Size, e.Offset+e.Length)
		}
	}
	for _, p := range m.processes {
		for id, names := range p.names {
			if n, known := at[key{trace.Semaphore, id}]; known {
				m.run.Objects[n].Names = names
			}
		}
	}
}

// key is that of a get call.
func (x *moment) key() sysv.Key {
	key, _ := unpair(x.a)
	return sysv.Key(key)
}
