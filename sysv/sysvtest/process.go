package sysvtest

import (
	"fmt"

	"ipclua/sysv"
)

// P is a process in a case.
type P struct {
	Process
	c *C
}

// must makes a call that has to succeed.
func (p *P) must(r Request) Response {
	p.c.Helper()
	a := p.Do(r)
	if a.Errno != 0 {
		p.c.Fatalf("%v gives %s", r, a.Errno.Name())
	}
	return a
}

// refuse makes a call that has to fail.
func (p *P) refuse(want sysv.Errno, r Request) {
	p.c.Helper()
	r.check(p.c, p.Do(r), want)
}

// check compares an answer with the errno that is due, 0 for success. An error
// has to name the call and the object.
func (r Request) check(c *C, a Response, want sysv.Errno) {
	c.Helper()
	if a.Errno != want {
		c.Errorf("%v gives %s, want %s", r, a.outcome(), Response{Errno: want}.outcome())
		return
	}
	if want == 0 {
		return
	}
	call, object := r.Call, fmt.Sprint(r.ID)
	switch r.Call {
	case "shmget", "semget", "msgget":
		object = r.Key.String()
	case "semop":
		if r.Timeout != nil && *r.Timeout >= 0 {
			call = "semtimedop"
		}
	case "add":
		call, object = "write", a.Object
	case "shmdt", "read", "write":
		object = a.Object // the segment's id, which the request does not have
	}
	if a.Op != call || a.Object != object {
		c.Errorf("%v: the error names %s %s", r, a.Op, a.Object)
	}
}

func (a Response) outcome() string {
	switch a.Errno {
	case 0:
		return "success"
	case Broken:
		return "no errno: " + a.Op
	}
	return a.Errno.Name()
}

// begin makes a call that may block.
func (p *P) begin(r Request) Pending {
	call := Pending{r, make(chan Response, 1)}
	go func() { call.answer <- p.Do(r) }()
	return call
}

// removing removes an object when the case is over, if it still exists.
func (p *P) removing(call string, id int) {
	p.c.Cleanup(func() { p.c.janitor.Do(remove(call, id)) })
}

// segment makes a segment for the time of the case.
func (p *P) segment(k sysv.Key, size, flags int) int {
	p.c.Helper()
	id := p.must(shmget(k, size, flags)).N
	p.removing("shmctl", id)
	return id
}

// newSet makes a set for the time of the case.
func (p *P) newSet(k sysv.Key, nsems, flags int) int {
	p.c.Helper()
	id := p.must(semget(k, nsems, flags)).N
	p.removing("semctl", id)
	return id
}

// set makes a set with values.
func (p *P) set(k sysv.Key, values ...uint16) int {
	p.c.Helper()
	id := p.newSet(k, len(values), create)
	p.must(semctl(id, 0, sysv.SETALL, values))
	return id
}

// queue makes a queue for the time of the case.
func (p *P) queue(k sysv.Key, flags int) int {
	p.c.Helper()
	id := p.must(msgget(k, flags)).N
	p.removing("msgctl", id)
	return id
}

// attach gives the number of the memory.
func (p *P) attach(id, flags int) int {
	p.c.Helper()
	return p.must(shmat(id, 0, flags)).N
}

// ctl asks semctl for a number.
func (p *P) ctl(id, num, cmd int) int {
	p.c.Helper()
	return p.must(semctl(id, num, cmd, nil)).N
}

// values are those of a set, printed.
func (p *P) values(id int) string {
	p.c.Helper()
	return fmt.Sprint(p.must(semctl(id, 0, sysv.GETALL, new([]uint16))).Buf.Values)
}

func (p *P) shmStat(id int) sysv.ShmidDS {
	p.c.Helper()
	return *p.must(shmctl(id, sysv.IPC_STAT, new(sysv.ShmidDS))).Buf.Shm
}

func (p *P) semStat(id int) sysv.SemidDS {
	p.c.Helper()
	return *p.must(semctl(id, 0, sysv.IPC_STAT, new(sysv.SemidDS))).Buf.Sem
}

func (p *P) msgStat(id int) sysv.MsqidDS {
	p.c.Helper()
	return *p.must(msgctl(id, sysv.IPC_STAT, new(sysv.MsqidDS))).Buf.Msg
}

func (p *P) semLimits() sysv.SemLimits {
	p.c.Helper()
	return *p.must(semctl(0, 0, sysv.IPC_INFO, new(sysv.SemLimits))).Buf.SemLimits
}

func (p *P) msgLimits() sysv.MsgLimits {
	p.c.Helper()
	return *p.must(msgctl(0, sysv.IPC_INFO, new(sysv.MsgLimits))).Buf.MsgLimits
}

// gets receives one message and compares it with "type text".
func (p *P) gets(want string, r Request) {
	p.c.Helper()
	equal(p.c, "the message", message(p.must(r)), want)
}

// message is a received one as "type text".
func message(a Response) string { return fmt.Sprintf("%d %s", a.Type, a.Text) }
