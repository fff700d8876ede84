package sysv

// Kind is one of the three kinds of object.
type Kind string

// The kinds, as ipc.list names them.
const (
	Segment   Kind = "segment"
	Semaphore Kind = "semaphore"
	Queue     Kind = "queue"
)

// Kinds gives all three.
func Kinds() []Kind { return []Kind{Segment, Semaphore, Queue} }

// Object is one entry of a List; the field of its kind is set.
type Object struct {
	Kind Kind
	ID   int
	Shm  *ShmidDS
	Sem  *SemidDS
	Msg  *MsqidDS
}

// procLister is a Kernel with a second way to list, for when *_STAT_ANY is not
// known to it (Linux before 4.17).
type procLister interface {
	procList(kind Kind) ([]Object, error)
}

// List gives the objects of a kind that exist in the namespace, whether this
// process may read them or not, in the order of the kernel's table. An object
// that goes meanwhile is left out.
func List(k Kernel, kind Kind) ([]Object, error) {
	highest, count, err := tableSize(k, kind)
	if err != nil {
		return nil, err
	}
	var list []Object
	for i := 0; i <= highest; i++ {
		if o, err := statAny(k, kind, i); err == nil {
			list = append(list, o)
		}
	}
	if p, ok := k.(procLister); ok && len(list) == 0 && count > 0 {
		return p.procList(kind)
	}
	return list, nil
}

// Find gives what everybody may know of an object, by its id.
func Find(k Kernel, kind Kind, id int) (Object, error) {
	list, err := List(k, kind)
	if err != nil {
		return Object{}, err
	}
	for _, o := range list {
		if o.ID == id {
			return o, nil
		}
	}
	op := map[Kind]string{Segment: "shmctl", Semaphore: "semctl", Queue: "msgctl"}[kind]
	return Object{}, &Error{Op: op, Object: id, Errno: EINVAL}
}

// tableSize gives the highest index in use and how many objects there are.
func tableSize(k Kernel, kind Kind) (highest, count int, err error) {
	switch kind {
	case Segment:
		var usage ShmUsage
		highest, err = k.Shmctl(0, SHM_INFO, &usage)
		return highest, usage.UsedIDs, err
	case Semaphore:
		var limits SemLimits
		highest, err = k.Semctl(0, 0, SEM_INFO, &limits)
		return highest, limits.Semusz, err
	case Queue:
		var limits MsgLimits
		highest, err = k.Msgctl(0, MSG_INFO, &limits)
		return highest, limits.Msgpool, err
	}
	return 0, 0, &Error{Op: "list", Object: string(kind), Errno: EINVAL, Why: "no such kind of object"}
}

func statAny(k Kernel, kind Kind, index int) (o Object, err error) {
	o.Kind = kind
	switch kind {
	case Segment:
		o.Shm = new(ShmidDS)
		o.ID, err = k.Shmctl(index, SHM_STAT_ANY, o.Shm)
	case Semaphore:
		o.Sem = new(SemidDS)
		o.ID, err = k.Semctl(index, 0, SEM_STAT_ANY, o.Sem)
	case Queue:
		o.Msg = new(MsqidDS)
		o.ID, err = k.Msgctl(index, MSG_STAT_ANY, o.Msg)
	}
	return o, err
}
