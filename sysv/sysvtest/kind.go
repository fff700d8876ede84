package sysvtest

import "ipclua/sysv"

// kind is one of the three kinds of object, for what they have in common.
type kind struct {
	name                string // "shm": of shmget and shmctl
	stat, statAny, info int
	get                 func(k sysv.Key, flags int) Request
	more                func(k sysv.Key, flags int) Request // get of a larger one than get makes
	ctl                 func(id, cmd int, arg any) Request
	ds                  func() any
	limits, usage       func() any
}

func kinds() []kind {
	return []kind{
		{
			name: "shm", stat: sysv.SHM_STAT, statAny: sysv.SHM_STAT_ANY, info: sysv.SHM_INFO,
			get:    func(k sysv.Key, flags int) Request { return shmget(k, 100, flags) },
			more:   func(k sysv.Key, flags int) Request { return shmget(k, 101, flags) },
			ctl:    shmctl,
			ds:     func() any { return new(sysv.ShmidDS) },
			limits: func() any { return new(sysv.ShmLimits) }, usage: func() any { return new(sysv.ShmUsage) },
		},
		{
			name: "sem", stat: sysv.SEM_STAT, statAny: sysv.SEM_STAT_ANY, info: sysv.SEM_INFO,
			get:    func(k sysv.Key, flags int) Request { return semget(k, 2, flags) },
			more:   func(k sysv.Key, flags int) Request { return semget(k, 3, flags) },
			ctl:    func(id, cmd int, arg any) Request { return semctl(id, 0, cmd, arg) },
			ds:     func() any { return new(sysv.SemidDS) },
			limits: func() any { return new(sysv.SemLimits) }, usage: func() any { return new(sysv.SemLimits) },
		},
		{
			name: "msg", stat: sysv.MSG_STAT, statAny: sysv.MSG_STAT_ANY, info: sysv.MSG_INFO,
			get:    msgget,
			more:   msgget,
			ctl:    msgctl,
			ds:     func() any { return new(sysv.MsqidDS) },
			limits: func() any { return new(sysv.MsgLimits) }, usage: func() any { return new(sysv.MsgLimits) },
		},
	}
}

// object makes one for the time of the case.
func (k kind) object(p *P, key sysv.Key, flags int) int {
	p.c.Helper()
	id := p.must(k.get(key, flags)).N
	p.removing(k.name+"ctl", id)
	return id
}

func (k kind) remove(id int) Request { return k.ctl(id, sysv.IPC_RMID, nil) }

// perm is the common part of IPC_STAT.
func (k kind) perm(p *P, id int) sysv.Perm {
	p.c.Helper()
	return *p.must(k.ctl(id, sysv.IPC_STAT, k.ds())).Buf.perm()
}

// set is IPC_SET of what is there, changed.
func (k kind) set(p *P, id int, change func(*sysv.Perm)) Request {
	p.c.Helper()
	r := k.ctl(id, sysv.IPC_SET, nil)
	r.Buf = p.must(k.ctl(id, sysv.IPC_STAT, k.ds())).Buf
	change(r.Buf.perm())
	return r
}

func (b Buffers) perm() *sysv.Perm {
	switch {
	case b.Shm != nil:
		return &b.Shm.Perm
	case b.Sem != nil:
		return &b.Sem.Perm
	}
	return &b.Msg.Perm
}
