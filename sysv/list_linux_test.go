//go:build amd64 || arm64

package sysv

import (
	"errors"
	"os"
	"reflect"
	"testing"
)

// noStatAny is a Host on a kernel before Linux 4.17.
type noStatAny struct{ *Host }

func (k noStatAny) Shmctl(id, cmd int, buf any) (int, error) {
	if cmd == SHM_STAT_ANY {
		return 0, &Error{Op: "shmctl", Object: id, Errno: EINVAL}
	}
	return k.Host.Shmctl(id, cmd, buf)
}

func (k noStatAny) Semctl(id, num, cmd int, arg any) (int, error) {
	if cmd == SEM_STAT_ANY {
		return 0, &Error{Op: "semctl", Object: id, Errno: EINVAL}
	}
	return k.Host.Semctl(id, num, cmd, arg)
}

func (k noStatAny) Msgctl(id, cmd int, buf any) (int, error) {
	if cmd == MSG_STAT_ANY {
		return 0, &Error{Op: "msgctl", Object: id, Errno: EINVAL}
	}
	return k.Host.Msgctl(id, cmd, buf)
}

func TestListBothWays(t *testing.T) {
	h := NewHost()
	for _, kind := range Kinds() {
		if list, err := List(h, kind); len(list) != 0 || err != nil {
			t.Fatal(list, err)
		}
	}
	ids := map[Kind][]int{}
	for i := range 3 {
		key := Key(-5 - i)
		id, err := h.Shmget(key, uint64(100+i), IPC_CREAT|0o640)
		if err != nil {
			t.Fatal(err)
		}
		defer h.Shmctl(id, IPC_RMID, nil)
		ids[Segment] = append(ids[Segment], id)
		id, err = h.Semget(key, i+1, IPC_CREAT) // nobody may read it
		if err != nil {
			t.Fatal(err)
		}
		defer h.Semctl(id, 0, IPC_RMID, nil)
		ids[Semaphore] = append(ids[Semaphore], id)
		id, err = h.Msgget(key, IPC_CREAT|0o600)
		if err != nil {
			t.Fatal(err)
		}
		defer h.Msgctl(id, IPC_RMID, nil)
		ids[Queue] = append(ids[Queue], id)
		if err := h.Msgsnd(nil, id, 1, []byte("text"), 0, Forever); err != nil {
			t.Fatal(err)
		}
	}
	for _, kind := range Kinds() {
		list, err := List(h, kind)
		if err != nil {
			t.Fatal(err)
		}
		var found []int
		for _, o := range list {
			found = append(found, o.ID)
		}
		if !reflect.DeepEqual(found, ids[kind]) {
			t.Errorf("%s: %v, want %v", kind, found, ids[kind])
		}
		// The files of /proc lack two fields.
		for i := range list {
			switch kind {
			case Segment:
				list[i].Shm.Perm.Seq = 0
			case Semaphore:
				list[i].Sem.Perm.Seq = 0
			case Queue:
				list[i].Msg.Perm.Seq, list[i].Msg.Qbytes = 0, 0
			}
		}
		old, err := List(noStatAny{h}, kind)
		if err != nil || !reflect.DeepEqual(old, list) {
			t.Errorf("%s: from /proc %v, %v; want %v", kind, old, err, list)
		}
		if o, err := Find(h, kind, ids[kind][1]); err != nil || o.ID != ids[kind][1] {
			t.Error(o, err)
		}
		if _, err := Find(h, kind, 1<<30); !errors.Is(err, EINVAL) {
			t.Error(err)
		}
	}
	if _, err := List(h, "chair"); !errors.Is(err, EINVAL) {
		t.Error(err)
	}
}

func TestAttached(t *testing.T) {
	h := NewHost()
	id := newSegment(t, h, 8192, 0o600)
	list, err := Attached(id)
	if len(list) != 0 || err != nil {
		t.Fatal(list, err)
	}
	attach(t, h, id, 0, SHM_RDONLY)
	list, err = Attached(id)
	if len(list) != 1 || err != nil || list[0].PID != os.Getpid() || !list[0].ReadOnly || list[0].Count != 1 || list[0].Name == "" {
		t.Fatal(list, err)
	}
	attach(t, h, id, 0, 0)
	list, err = Attached(id)
	if len(list) != 1 || err != nil || list[0].ReadOnly || list[0].Count != 2 {
		t.Error(list, err)
	}
}
