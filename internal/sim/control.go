package sim

import "ipclua/sysv"

// Shmctl is shmctl(2).
func (p *Process) Shmctl(id, cmd int, buf any) (int, error) {
	if p.dead {
		return 0, gone("shmctl", id)
	}
	does := changes
	switch cmd {
	case sysv.IPC_STAT:
		does = looks
	case sysv.IPC_RMID:
		does = removes
	case sysv.IPC_INFO, sysv.SHM_INFO, sysv.SHM_STAT, sysv.SHM_STAT_ANY:
		does = surveys
	}
	p.control("shmctl", id, cmd, does, Access{Space: Segment, ID: id, To: 1}, segmentNames)
	n, err := p.m.IPC.Shmctl(&p.Caller, id, cmd, buf)
	return p.controlled(n, err)
}

// Semctl is semctl(2).
func (p *Process) Semctl(id, num, cmd int, arg any) (int, error) {
	if p.dead {
		return 0, gone("semctl", id)
	}
	does, a := changes, Access{Space: Set, ID: id, To: 1 << 16}
	switch cmd {
	case sysv.GETVAL, sysv.GETPID, sysv.GETNCNT, sysv.GETZCNT:
		does, a.From, a.To = looks, num, num+1
	case sysv.SETVAL:
		a.From, a.To = num, num+1
	case sysv.GETALL, sysv.IPC_STAT:
		does = looks
	case sysv.IPC_RMID:
		does = removes
	case sysv.IPC_INFO, sysv.SEM_INFO, sysv.SEM_STAT, sysv.SEM_STAT_ANY:
		does = surveys
	}
	p.control("semctl", id, cmd, does, a, setNames)
	m := p.m
	switch cmd {
	case sysv.GETNCNT, sysv.GETZCNT, sysv.GETPID:
		m.outcome.Queues = true
	case sysv.IPC_RMID:
		m.outcome.Queues = m.outcome.Queues || m.waitsIn(id, wantOps)
	}
	p.last().Offset = num
	n, err := m.IPC.Semctl(&p.Caller, id, num, cmd, arg)
	return p.controlled(n, err)
}

// Msgctl is msgctl(2).
func (p *Process) Msgctl(id, cmd int, buf any) (int, error) {
	if p.dead {
		return 0, gone("msgctl", id)
	}
	does := changes
	switch cmd {
	case sysv.IPC_STAT:
		does = looks
	case sysv.IPC_RMID:
		does = removes
	case sysv.IPC_INFO, sysv.MSG_INFO, sysv.MSG_STAT, sysv.MSG_STAT_ANY:
		does = surveys
	}
	p.control("msgctl", id, cmd, does, Access{Space: Queue, ID: id, To: 1}, queueNames)
	if m := p.m; cmd == sysv.IPC_RMID && m.waitsIn(id, wantRoom, wantMessage) {
		m.outcome.Queues = true
	}
	n, err := p.m.IPC.Msgctl(&p.Caller, id, cmd, buf)
	return p.controlled(n, err)
}

// effect is what a command does.
type effect uint8

const (
	looks   effect = iota // at one object
	surveys               // all of them
	changes
	removes
)

// control makes the step of a control call.
func (p *Process) control(call string, id, cmd int, does effect, a Access, names int) {
	p.begin(call)
	p.next.ID, p.next.Cmd = id, cmd
	if does != looks && does != changes {
		mode := Read
		if does == removes {
			mode = Write
		}
		p.touch(Access{Space: Names, Mode: mode, ID: names, To: 1})
	}
	switch does {
	case changes, removes:
		a.Mode = Write
	case surveys:
		a.ID = All
	}
	p.touch(a)
	p.make(wantNothing)
}

func (p *Process) controlled(n int, err error) (int, error) {
	p.last().Result = n
	p.finish(err)
	return n, err
}
