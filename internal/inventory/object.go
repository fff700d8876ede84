package inventory

import (
	"fmt"

	"ipclua/sysv"
)

// Object is a System V IPC object and who has to do with it. The field of its
// kind (Shm, Sem or Msg) is set and has the kernel's numbers and times.
type Object struct {
	sysv.Object
	Perm                  sysv.Perm // that of the field of its kind
	Owner, Group          string    // names, or numbers where these have no names
	Creator, CreatorGroup string

	Cpid, Lpid   User // a segment's creator, and who attached or detached last
	Lspid, Lrpid User // who sent to a queue last, and who received

	Attached    []sysv.Process // to a segment, as far as one may see; by pid
	Hidden      int            // attachments of others that one may not see
	AttachedErr error          // nobody could be looked at

	Sems    []Sem // a set's semaphores
	SemsErr error // why they are not known: EACCES without read permission

	Waiting    []sysv.Waiter // who sleeps in a call on a set or queue, as far as one may see; by pid
	WaitingErr error         // nobody could be looked at
}

// Sem is one semaphore of a set.
type Sem struct {
	Value int
	Ncnt  int  // how many wait for an increase
	Zcnt  int  // how many wait for zero
	Pid   User // who changed it last
}

// Key is the object's; IPC_PRIVATE also for a removed segment.
func (o *Object) Key() sysv.Key { return o.Perm.Key }

// Mode gives the nine permission bits, as "rw-r-----".
func (o *Object) Mode() string {
	const all = "rwxrwxrwx"
	bits := []byte(all)
	for i := range bits {
		if o.Perm.Mode&(1<<(len(all)-1-i)) == 0 {
			bits[i] = '-'
		}
	}
	return string(bits)
}

// Octal gives the same bits as scripts write them, "0640".
func (o *Object) Octal() string { return fmt.Sprintf("%04o", o.Perm.Mode&0o777) }

// Removed tells of a segment that goes when the last process detaches it.
func (o *Object) Removed() bool { return o.Shm != nil && o.Perm.Mode&sysv.SHM_DEST != 0 }

// Locked tells of a segment that stays in memory (SHM_LOCK).
func (o *Object) Locked() bool { return o.Shm != nil && o.Perm.Mode&sysv.SHM_LOCKED != 0 }

// PermOf gives what all kinds have.
func PermOf(o sysv.Object) sysv.Perm {
	switch o.Kind {
	case sysv.Segment:
		return o.Shm.Perm
	case sysv.Semaphore:
		return o.Sem.Perm
	}
	return o.Msg.Perm
}

// Belongs tells whether a user owns or has created an object, and so may remove
// it.
func Belongs(o sysv.Object, uid int) bool {
	p := PermOf(o)
	return p.UID == uint32(uid) || p.CUID == uint32(uid)
}

// Waits gives how many wait for an increase and for zero, in all semaphores.
func (o *Object) Waits() (ncnt, zcnt int) {
	for _, s := range o.Sems {
		ncnt += s.Ncnt
		zcnt += s.Zcnt
	}
	return ncnt, zcnt
}

// Users gives the processes that the kernel remembers.
func (o *Object) Users() []User {
	switch o.Kind {
	case sysv.Segment:
		return []User{o.Cpid, o.Lpid}
	case sysv.Queue:
		return []User{o.Lspid, o.Lrpid}
	}
	users := make([]User, len(o.Sems))
	for i, s := range o.Sems {
		users[i] = s.Pid
	}
	return users
}

// Orphan tells whether nobody seems to need the object any more. A segment is
// one when its creator has ended and nobody has it attached. The kernel does not
// know who created a set or a queue; it is one when of those who used it last at
// least one is known, all known ones have ended, and nobody is seen to wait.
// In doubt it is none: a set that may not be read, a process outside this pid
// namespace.
func (o *Object) Orphan() bool {
	switch o.Kind {
	case sysv.Segment:
		return o.Cpid.Life == Ended && o.Shm.Nattch == 0
	case sysv.Semaphore:
		if ncnt, zcnt := o.Waits(); o.SemsErr != nil || ncnt+zcnt > 0 {
			return false
		}
	}
	return o.usersEnded() && len(o.Waiting) == 0
}

// usersEnded tells whether of the last users some are known, and all of them
// have ended.
func (o *Object) usersEnded() bool {
	ended := false
	for _, u := range o.Users() {
		switch u.Life {
		case Running, Unseen:
			return false
		case Ended:
			ended = true
		}
	}
	return ended
}
