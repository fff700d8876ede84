package main

import (
	"fmt"
	"math"

	"ipclua/internal/inventory"
	"ipclua/sysv"
)

// makeRoom is what helps when a limit is reached, besides raising it.
const makeRoom = "'ipclua ls --all-users' shows what exists, 'ipclua rm --orphans' makes room"

// nearly is the share of a limit at which its end is near.
const nearly = 0.8

// kernelLimit is how much there may be of something, and how much there is.
type kernelLimit struct {
	name      string // in /proc/sys/kernel, sem's four numbers by their C names
	used, max uint64
	what      string
	raise     string // what sets it to the double, as sysctl(8) takes it
}

// limits compares what is used with what the kernel permits (proc_sys_kernel(5)).
func (d *doctor) limits() {
	var shm sysv.ShmLimits
	var pages sysv.ShmUsage
	var sem, sets sysv.SemLimits
	var msg, queues sysv.MsgLimits
	for _, ask := range []func() (int, error){
		func() (int, error) { return d.kernel.Shmctl(0, sysv.IPC_INFO, &shm) },
		func() (int, error) { return d.kernel.Shmctl(0, sysv.SHM_INFO, &pages) },
		func() (int, error) { return d.kernel.Semctl(0, 0, sysv.IPC_INFO, &sem) },
		func() (int, error) { return d.kernel.Semctl(0, 0, sysv.SEM_INFO, &sets) },
		func() (int, error) { return d.kernel.Msgctl(0, sysv.IPC_INFO, &msg) },
		func() (int, error) { return d.kernel.Msgctl(0, sysv.MSG_INFO, &queues) },
	} {
		if _, err := ask(); err != nil {
			d.warn("limits", "without them ENOSPC is hard to explain", "cannot be seen: %v", err)
			return
		}
	}
	semaphores := func(semmns, semmni uint64) string {
		return fmt.Sprintf("kernel.sem='%d %d %d %d'", sem.Semmsl, semmns, sem.Semopm, semmni)
	}
	double := func(name string, n uint64) string { return fmt.Sprintf("kernel.%s=%d", name, 2*n) }
	semmns, semmni := uint64(sem.Semmns), uint64(sem.Semmni)
	for _, l := range []kernelLimit{
		{"shmmni", uint64(pages.UsedIDs), shm.Shmmni, "segments", double("shmmni", shm.Shmmni)},
		{"shmall", pages.ShmTot, shm.Shmall, "pages in segments", double("shmall", shm.Shmall)},
		{"semmni", uint64(sets.Semusz), semmni, "semaphore sets", semaphores(semmns, 2*semmni)},
		{"semmns", uint64(sets.Semaem), semmns, "semaphores in sets", semaphores(2*semmns, semmni)},
		{"msgmni", uint64(queues.Msgpool), uint64(msg.Msgmni), "queues", double("msgmni", uint64(msg.Msgmni))},
	} {
		d.limit(l)
	}
	d.ok("shmmax", "a segment may have %s", bytesUpTo(shm.Shmmax))
	d.ok("semmsl", "a set may have %d semaphores, a semop %d operations (semopm)", sem.Semmsl, sem.Semopm)
	d.ok("semvmx", "a semaphore's value may be %d", sem.Semvmx)
	d.ok("msgmax", "a message may have %d bytes", msg.Msgmax)
	d.ok("msgmnb", "a queue may have %d bytes", msg.Msgmnb)
}

func (d *doctor) limit(l kernelLimit) {
	switch {
	case l.max >= endless:
		d.ok(l.name, "%d %s, without a limit", l.used, l.what)
	case float64(l.used) >= nearly*float64(l.max):
		cure := makeRoom + "; as root: sysctl -w " + l.raise
		if d.machine.Container != "" {
			cure += " (or outside the container, for Docker and Podman: run --sysctl " + l.raise + ")"
		}
		d.warn(l.name, cure, "%d of at most %d %s: then ENOSPC", l.used, l.max, l.what)
	default:
		d.ok(l.name, "%d of %d %s", l.used, l.max, l.what)
	}
}

// endless is a limit that nobody reaches; Linux's own defaults are a little
// below 2^64.
const endless = math.MaxInt64

func bytesUpTo(n uint64) string {
	if n >= endless {
		return "any size"
	}
	return fmt.Sprintf("%d bytes", n)
}

// fullQueues finds queues on which senders wait.
func (d *doctor) fullQueues() {
	i, err := inventory.Take(d.kernel, inventory.Options{Kinds: []sysv.Kind{sysv.Queue}})
	if err != nil {
		return // said before
	}
	for n := range i.Objects {
		if o := &i.Objects[n]; o.Msg.Qbytes > 0 && float64(o.Msg.Cbytes) >= nearly*float64(o.Msg.Qbytes) {
			d.warn(o.Name(), fmt.Sprintf("receive from it, or remove it: ipclua rm -q %d; its owner may raise msg_qbytes by IPC_SET", o.ID),
				"nearly full, %d of %d bytes: then senders wait", o.Msg.Cbytes, o.Msg.Qbytes)
		}
	}
}
