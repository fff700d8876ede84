package sim

import (
	"ipclua/sysv"
)

// Spaces of names.
const (
	segmentNames = iota
	setNames
	queueNames
)

// get is shmget, semget or msgget: what it makes takes a name.
func (p *Process) get(call string, key sysv.Key, flags, space int) bool {
	if p.dead {
		return false
	}
	p.begin(call)
	p.next.Key, p.next.ID = key, -1
	mode := Read
	if key == sysv.IPC_PRIVATE || flags&sysv.IPC_CREAT != 0 {
		mode = Write
	}
	p.touch(Access{Space: Names, Mode: mode, ID: space, To: 1})
	p.make(wantNothing)
	return true
}

// got completes it.
func (p *Process) got(id int, err error) (int, error) {
	made := p.last()
	made.ID, made.Result = id, id
	p.finish(err)
	return id, err
}

// gone is the error of a call of a process that has ended.
func gone(op string, object any) error {
	return &sysv.Error{Op: op, Object: object, Errno: sysv.EINTR}
}

// Shmget is shmget(2).
func (p *Process) Shmget(key sysv.Key, size uint64, flags int) (int, error) {
	if !p.get("shmget", key, flags, segmentNames) {
		return 0, gone("shmget", key)
	}
	return p.got(p.m.IPC.Shmget(&p.Caller, key, size, flags))
}

// Semget is semget(2).
func (p *Process) Semget(key sysv.Key, nsems, flags int) (int, error) {
	if !p.get("semget", key, flags, setNames) {
		return 0, gone("semget", key)
	}
	return p.got(p.m.IPC.Semget(&p.Caller, key, nsems, flags))
}

// Msgget is msgget(2).
func (p *Process) Msgget(key sysv.Key, flags int) (int, error) {
	if !p.get("msgget", key, flags, queueNames) {
		return 0, gone("msgget", key)
	}
	return p.got(p.m.IPC.Msgget(&p.Caller, key, flags))
}

// Shmat is shmat(2).
func (p *Process) Shmat(id int, addr uintptr, flags int) (*sysv.Memory, error) {
	if p.dead {
		return nil, gone("shmat", id)
	}
	p.begin("shmat")
	p.next.ID = id
	p.touch(Access{Space: Segment, Mode: Count, ID: id, To: 1})
	p.make(wantNothing)
	mem, err := p.m.IPC.Shmat(&p.Caller, id, addr, flags)
	if err == nil {
		mem.Watch(p)
	}
	p.finish(err)
	return mem, err
}

// Shmdt is shmdt(2).
func (p *Process) Shmdt(mem *sysv.Memory) error {
	if p.dead {
		return gone("shmdt", mem.ID())
	}
	p.begin("shmdt")
	p.next.ID = mem.ID()
	p.touch(Access{Space: Segment, Mode: Count, ID: mem.ID(), To: 1})
	p.make(wantNothing)
	err := p.m.IPC.Shmdt(&p.Caller, mem)
	p.finish(err)
	return err
}

// Touch makes an access to an attached memory a step (sysv.Watcher).
func (p *Process) Touch(mem *sysv.Memory, offset, length int, access sysv.Access) {
	if p.dead {
		return
	}
	call, mode := "read", Read
	switch access {
	case sysv.Write:
		call, mode = "write", Write
	case sysv.Atomic:
		call, mode = "atomic", Atomic
	}
	p.begin(call)
	p.next.ID, p.next.Offset, p.next.Length = mem.ID(), offset, length
	p.touch(Access{Space: Bytes, Mode: mode, ID: mem.ID(), From: offset, To: offset + length})
	p.make(wantNothing)
	p.open = true
	p.was = p.was[:0]
	if bytes := p.m.IPC.Bytes(mem.ID()); mode != Read && length <= remembered && bytes != nil {
		p.was = append(p.was, bytes[offset:offset+length]...)
	}
}

// remembered is how many bytes are compared to see whether a write changes any.
const remembered = 64
