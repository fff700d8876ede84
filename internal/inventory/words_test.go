package inventory_test

import (
	"testing"

	"ipclua/internal/inventory"
	"ipclua/sysv"
)

func set(values ...int) *inventory.Object {
	o := &inventory.Object{Object: sysv.Object{Kind: sysv.Semaphore, Sem: &sysv.SemidDS{Nsems: uint64(len(values))}}}
	for _, v := range values {
		o.Sems = append(o.Sems, inventory.Sem{Value: v})
	}
	return o
}

func TestWaitOf(t *testing.T) {
	for _, tc := range []struct {
		values []int
		ops    []sysv.SemOp
		want   string
	}{
		{[]int{0}, []sysv.SemOp{{Op: -1}}, "[0]"},
		{[]int{1}, []sysv.SemOp{{Op: 0}}, "[0]=0"},
		{[]int{1, 1}, []sysv.SemOp{{Op: -1}, {Num: 1, Op: -2}}, "[1]"},
		{[]int{1, 1}, []sysv.SemOp{{Op: -1}, {Op: -1}}, "[0]"}, // what one leaves counts for the next
		{[]int{0, 1}, []sysv.SemOp{{Op: 1}, {Op: -1}, {Op: 0}, {Num: 1, Op: 0}}, "[1]=0"},
		{[]int{1}, []sysv.SemOp{{Op: -1}}, ""}, // it is just being woken
		{[]int{0}, []sysv.SemOp{{Num: 1, Op: -1}}, ""},
		{[]int{0}, nil, ""},
	} {
		wait, ok := set(tc.values...).WaitOf(sysv.Waiter{Ops: tc.ops})
		if ok != (tc.want != "") || ok && wait.String() != tc.want {
			t.Errorf("%v %v: %v %v, want %s", tc.values, tc.ops, wait, ok, tc.want)
		}
	}
}

func TestValues(t *testing.T) {
	for _, tc := range []struct {
		values []int
		width  int
		want   string
	}{
		{[]int{1}, 1, "1"},
		{[]int{1, 2, 3}, 5, "1 2 3"},
		{[]int{1, 2, 3, 4}, 7, "1 2 3 4"},
		{[]int{10, 20, 30, 40}, 10, "10 … (4)"},
		{[]int{32767, 32767}, 5, "32767 … (2)"}, // the first is always shown
	} {
		if got := set(tc.values...).Values(tc.width); got != tc.want {
			t.Errorf("%v in %d: %q, want %q", tc.values, tc.width, got, tc.want)
		}
	}
	o := set(0, 0, 0)
	o.Sems, o.SemsErr = nil, sysv.EACCES
	if got := o.Values(20); got != "3 hidden" || o.Who() != "unknown: may not be read" {
		t.Error(got, o.Who())
	}
}

func TestWho(t *testing.T) {
	running := inventory.User{PID: 7, Name: "a\x1b[2Jb", Life: inventory.Running}
	ended := inventory.User{PID: 8, Life: inventory.Ended}
	segment := func(mode uint32, nattch uint64, creator inventory.User, hidden int, attached ...sysv.Process) *inventory.Object {
		o := &inventory.Object{Object: sysv.Object{Kind: sysv.Segment, Shm: &sysv.ShmidDS{Nattch: nattch}}, Perm: sysv.Perm{Mode: mode}}
		o.Cpid, o.Attached, o.Hidden = creator, attached, hidden
		return o
	}
	queue := func(sender, receiver inventory.User, waiting ...sysv.Waiter) *inventory.Object {
		return &inventory.Object{Object: sysv.Object{Kind: sysv.Queue, Msg: new(sysv.MsqidDS)}, Lspid: sender, Lrpid: receiver, Waiting: waiting}
	}
	waited := set(0, 1)
	waited.Sems[0].Ncnt, waited.Sems[1].Zcnt = 3, 1
	waited.Waiting = []sysv.Waiter{{PID: 5, Name: "lua", Call: "semop", Ops: []sysv.SemOp{{Op: -1}}}, {PID: 6, Name: "perl", Call: "semop"}}
	for i, tc := range []struct {
		o      *inventory.Object
		want   string
		orphan bool
	}{
		{segment(0o600, 0, running, 0), "nobody; creator a?[2Jb 7", false},
		{segment(0o600, 0, ended, 0), "nobody; creator ended", true},
		{segment(0o600, 0, inventory.User{Life: inventory.Unseen}, 0), "nobody", false},
		{segment(0o600, 1, running, 0, sysv.Process{PID: 7, Name: "lua", Count: 1}), "lua 7", false},
		{segment(0o1600, 4, ended, 1, sysv.Process{PID: 7, Name: "lua", Count: 3, ReadOnly: true}), "removed; lua 7 (read-only, 3 times), 1 unseen; creator ended", false},
		{segment(0o2600, 0, ended, 0), "locked; nobody; creator ended", true},
		{set(1, 1), "nobody", false},
		{waited, "lua 5 for [0], perl 6, 1 unseen for [0], 1 unseen for [1]=0", false},
		{queue(ended, inventory.User{}), "nobody; last users ended", true},
		{queue(ended, running), "nobody", false},
		{queue(ended, inventory.User{Life: inventory.Unseen}), "nobody", false},
		{queue(inventory.User{}, inventory.User{}), "nobody", false},
		{queue(ended, ended, sysv.Waiter{PID: 5, Name: "lua", Call: "msgsnd"}, sysv.Waiter{PID: 6, Name: "lua", Call: "msgrcv", Type: -3}), "lua 5 sends, lua 6 receives type -3", false},
	} {
		if got := tc.o.Who(); got != tc.want {
			t.Errorf("%d: %q, want %q", i, got, tc.want)
		}
		if tc.o.Orphan() != tc.orphan {
			t.Errorf("%d: %q, orphan %v", i, tc.want, tc.o.Orphan())
		}
	}
}
