package inventory

import (
	"errors"
	"slices"
	"time"

	"ipclua/sysv"
)

// taking is one Take: what is looked up once for all objects.
type taking struct {
	kernel   sysv.Kernel
	accounts *Accounts
	lives    map[int]sysv.Life
	booted   time.Time

	attached    map[int][]sysv.Process
	attachedErr error
}

// lookForAttached looks into all processes, if a segment is attached.
func (t *taking) lookForAttached(objects []sysv.Object) {
	if slices.ContainsFunc(objects, func(o sysv.Object) bool { return o.Kind == sysv.Segment && o.Shm.Nattch > 0 }) {
		t.attached, t.attachedErr = sysv.AttachedAll()
	}
}

// lookForWaiting looks at all threads, if somebody waits for a semaphore or
// there is a queue: the kernel does not count who waits on these.
func lookForWaiting(objects []Object) {
	mayHave := func(o Object) bool {
		ncnt, zcnt := o.Waits()
		return o.Kind == sysv.Queue || ncnt+zcnt > 0
	}
	if !slices.ContainsFunc(objects, mayHave) {
		return
	}
	all, err := sysv.WaitingAll()
	for i := range objects {
		if o := &objects[i]; o.Kind != sysv.Segment {
			o.Waiting, o.WaitingErr = all.On(o.Kind, o.ID), err
		}
	}
}

// describe makes the entry of one object; not ok when it is gone.
func (t *taking) describe(object sysv.Object) (o Object, ok bool) {
	o = Object{Object: object, Perm: PermOf(object)}
	switch o.Kind {
	case sysv.Segment:
		o.Cpid = t.user(o.Shm.Cpid, o.Shm.Ctime)
		o.Lpid = t.user(o.Shm.Lpid, max(o.Shm.Atime, o.Shm.Dtime))
		t.describeAttached(&o)
	case sysv.Semaphore:
		if o.SemsErr = t.describeSems(&o); isGone(o.SemsErr) {
			return o, false
		}
	case sysv.Queue:
		o.Lspid = t.user(o.Msg.Lspid, o.Msg.Stime)
		o.Lrpid = t.user(o.Msg.Lrpid, o.Msg.Rtime)
	}
	o.Owner, o.Group = t.accounts.User(o.Perm.UID), t.accounts.Group(o.Perm.GID)
	o.Creator, o.CreatorGroup = t.accounts.User(o.Perm.CUID), t.accounts.Group(o.Perm.CGID)
	return o, true
}

func (t *taking) describeAttached(o *Object) {
	if o.Shm.Nattch == 0 {
		return
	}
	o.Attached, o.AttachedErr = t.attached[o.ID], t.attachedErr
	seen := 0
	for _, p := range o.Attached {
		seen += p.Count
	}
	o.Hidden = max(0, int(o.Shm.Nattch)-seen)
}

func (t *taking) describeSems(o *Object) error {
	var values []uint16
	if _, err := t.kernel.Semctl(o.ID, 0, sysv.GETALL, &values); err != nil {
		return err
	}
	o.Sems = make([]Sem, len(values))
	for num := range o.Sems {
		s := &o.Sems[num]
		s.Value = int(values[num])
		pid := 0
		for _, get := range [...]struct {
			cmd int
			to  *int
		}{{sysv.GETNCNT, &s.Ncnt}, {sysv.GETZCNT, &s.Zcnt}, {sysv.GETPID, &pid}} {
			n, err := t.kernel.Semctl(o.ID, num, get.cmd, nil)
			if err != nil {
				o.Sems = nil
				return err
			}
			*get.to = n
		}
		s.Pid = User{}
		if pid != 0 { // 0 is nobody so far, or somebody outside this pid namespace
			s.Pid = t.user(pid, max(o.Sem.Otime, o.Sem.Ctime))
		}
	}
	return nil
}

// isGone tells of an object that was removed while we looked.
func isGone(err error) bool {
	return errors.Is(err, sysv.EIDRM) || errors.Is(err, sysv.EINVAL)
}
