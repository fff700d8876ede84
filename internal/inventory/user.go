package inventory

import (
	"fmt"
	"strings"
	"time"

	"ipclua/sysv"
)

// User is a process that an object remembers by its id.
type User struct {
	PID  int
	Name string // "" unless it runs and /proc tells
	Life Life
}

// Life is what has become of a process.
type Life int

// What can have become of one.
const (
	Never   Life = iota // there was none
	Unseen              // there was one, outside this pid namespace
	Ended               // it has ended; its id may be another's by now
	Running             // it runs
)

func (l Life) String() string { return [...]string{"never", "unseen", "ended", "running"}[l] }

// String is "lua 4711", "4711 (ended)", "unseen" or "none".
func (u User) String() string {
	switch u.Life {
	case Never:
		return "none"
	case Unseen:
		return "unseen"
	case Ended:
		return fmt.Sprintf("%d (ended)", u.PID)
	}
	return strings.TrimSpace(fmt.Sprintf("%s %d", Plain(u.Name), u.PID))
}

// user looks up who did what happened at a time, in seconds since the epoch, 0
// for never. A process that started later is another one with the same id.
func (t *taking) user(pid int, did int64) User {
	u := User{PID: pid}
	switch {
	case pid == 0 && did == 0:
		return u
	case pid == 0:
		u.Life = Unseen
		return u
	}
	life, known := t.lives[pid]
	if !known {
		life = sysv.LifeOf(pid)
		t.lives[pid] = life
	}
	u.Life = Ended
	if life.Running && !startedAfter(life.Start, time.Unix(did, 0), t.booted) {
		u.Life, u.Name = Running, life.Name
	}
	return u
}

// slack is what a time may be wrong by: the kernel keeps whole seconds, and
// clocks are adjusted.
const slack = 2 * time.Second

// startedAfter tells whether a process started after something was done. What
// was done before the machine was booted was done by another clock, and tells
// nothing: objects do not outlive their kernel.
func startedAfter(start, did, booted time.Time) bool {
	return start.Sub(did) > slack && did.After(booted.Add(-slack)) && !start.IsZero()
}
